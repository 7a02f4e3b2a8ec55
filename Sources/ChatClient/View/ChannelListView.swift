import Canvas
import ChatModel

/// The channels with their badges, as many rows of them as fit.
struct ChannelListView: Equatable {
  let list: ChannelList
  let open: ChannelID?
  /// The channels with a text that is not sent.
  let drafts: Set<ChannelID>
  /// The channels with a message that could not be sent.
  let failed: Set<ChannelID>
  let presence: PresenceBoard
  let isFiltering: Bool
  let theme: SharedTheme

  /// Whether the list's first row shows the filter.
  static func hasFilterRow(_ list: ChannelList, isFiltering: Bool) -> Bool {
    isFiltering || !list.filter.isEmpty
  }

  /// - Returns: What the mouse can hit.
  func draw(on canvas: inout Canvas, in rect: Rect) -> [MouseTarget] {
    var targets = [MouseTarget(kind: .list, rect: rect)]
    let hasFilter = Self.hasFilterRow(list, isFiltering: isFiltering)
    let (top, rest) = rect.splitTop(hasFilter ? 1 : 0)
    if hasFilter { drawFilter(on: &canvas, in: top.inset(horizontal: 1)) }
    let rows = list.order.rows.dropFirst(list.offset).prefix(rest.height)
    for (y, content) in rows.enumerated() {
      let row = rest.row(y)
      switch content {
      case .heading(let section):
        draw(section, on: &canvas, in: row.inset(horizontal: 1))
        targets.append(MouseTarget(kind: .heading(section), rect: row))
      case .channel(let channel):
        draw(channel, on: &canvas, in: row)
        targets.append(MouseTarget(kind: .channel(channel), rect: row))
      }
    }
    if hasFilter && rows.isEmpty {
      canvas.draw("no such channel", at: rest.inset(horizontal: 1).origin, style: theme.hint, within: rest)
    }
    return targets
  }

  private func drawFilter(on canvas: inout Canvas, in row: Rect) {
    let used = canvas.draw("filter: \(list.filter)", at: row.origin, style: theme.filter, within: row)
    if isFiltering { canvas.cursor = Point(x: min(row.x + used, row.maxX - 1), y: row.y) }
  }

  private func draw(_ section: ChannelSection, on canvas: inout Canvas, in row: Rect) {
    var rest = row
    var name = StyledText(section.rawValue, style: theme.section)
    if list.arrangement.folded.contains(section) && list.filter.isEmpty {
      name.append(" (\(list.order.counts[section] ?? 0))", style: theme.section)
      let total = BadgeText(theme: theme).beside(list.total(of: section), muted: false, isDirect: false)
      rest = canvas.drawTrailing(total, in: row).splitRight(1).rest
    } else if list.arrangement.sort != .unread {
      let sort = list.arrangement.sort
      let isRoomy = name.width + 1 + TextWidth.width(sort.words) <= row.width
      let words = StyledText(isRoomy ? sort.words : sort.rawValue, style: theme.section)
      rest = canvas.drawTrailing(words, in: row).splitRight(1).rest
    }
    canvas.draw(
      name.truncated(to: rest.width, ellipsis: theme.symbols.ellipsis), at: rest.origin, within: rest)
  }

  private func draw(_ channel: ChannelID, on canvas: inout Canvas, in row: Rect) {
    guard let entry = list[channel] else { return }
    let badge = list.badge(channel)
    let inside = row.inset(horizontal: 1)
    var rest = inside.splitLeft(2).rest
    let style = style(entry, badge)
    if channel == open { canvas.draw(theme.symbols.open, at: inside.origin, style: style, within: inside) }
    let trailing = trailing(entry, badge)
    if !trailing.isEmpty { rest = canvas.drawTrailing(trailing, in: rest).splitRight(1).rest }
    let isOnline = channel.peer(of: list.user).map(presence.isOnline) ?? false
    let name = TextWidth.truncated(
      entry.name(for: list.user), to: max(0, rest.width - (isOnline ? 2 : 0)),
      ellipsis: theme.symbols.ellipsis)
    let used = canvas.draw(name, at: rest.origin, style: style, within: rest)
    if isOnline {
      let mark = rest.splitLeft(used + 1).rest
      canvas.draw(theme.symbols.online, at: mark.origin, style: theme.online, within: mark)
    }
    if channel == open { canvas.restyle(row) { $0.laid(on: theme.openChannel) } }
  }

  /// The badge, and a word for what else is special.
  private func trailing(_ entry: ChannelEntry, _ badge: Badge) -> StyledText {
    let word = word(for: entry)
    guard entry.remote != nil, word.isEmpty || !badge.isEmpty else { return word }
    let numbers = BadgeText(theme: theme).beside(
      badge, muted: entry.info.isMuted, isDirect: entry.id.isDirect)
    return word.isEmpty ? numbers : word + " " + numbers
  }

  private func word(for entry: ChannelEntry) -> StyledText {
    if failed.contains(entry.id) { return StyledText("unsent", style: theme.failed) }
    if entry.id.isDirect && presence.isTyping(in: entry.id) {
      return StyledText("typing\(theme.symbols.ellipsis)", style: theme.typing)
    }
    if drafts.contains(entry.id) { return StyledText("draft", style: theme.muted) }
    return StyledText(entry.info.attention.mark ?? "", style: theme.muted)
  }

  private func style(_ entry: ChannelEntry, _ badge: Badge) -> Style {
    if entry.id == open { return theme.openChannel }
    if entry.info.isMuted { return theme.muted }
    return badge.isEmpty ? theme.quiet : theme.channel.adding(.bold)
  }
}
