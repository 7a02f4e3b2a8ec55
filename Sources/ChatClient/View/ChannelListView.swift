import Canvas
import ChatModel

/// The channels with their badges, as many rows of them as fit.
struct ChannelListView {
  let list: ChannelList
  let open: ChannelID?
  let drafts: Composer
  let theme: Theme

  /// - Returns: What the mouse can hit.
  func draw(on canvas: inout Canvas, in rect: Rect) -> [MouseTarget] {
    var targets = [MouseTarget(kind: .list, rect: rect)]
    for y in 0..<min(rect.height, max(0, list.order.rowCount - list.offset)) {
      let row = rect.row(y)
      switch list.order.row(list.offset + y) {
      case .heading(let name):
        canvas.draw(name, at: Point(x: row.x + 1, y: row.y), style: theme.section, within: row)
      case .channel(let channel):
        draw(channel, on: &canvas, in: row)
        targets.append(MouseTarget(kind: .channel(channel), rect: row))
      }
    }
    return targets
  }

  private func draw(_ channel: ChannelID, on canvas: inout Canvas, in row: Rect) {
    guard let entry = list[channel] else { return }
    let badge = list.badge(channel)
    let inside = row.inset(horizontal: 1)
    var rest = inside.splitLeft(2).rest
    let trailing = trailing(entry, badge)
    if !trailing.isEmpty { rest = canvas.drawTrailing(trailing, in: rest).splitRight(1).rest }
    let style = style(entry, badge)
    if channel == open { canvas.draw(theme.symbols.open, at: inside.origin, style: style, within: inside) }
    let name = TextWidth.truncated(
      entry.name(for: list.user), to: rest.width, ellipsis: theme.symbols.ellipsis)
    canvas.draw(name, at: rest.origin, style: style, within: rest)
  }

  /// The badge, and a word for what else is special.
  private func trailing(_ entry: ChannelEntry, _ badge: Badge) -> StyledText {
    let words = drafts.hasDraft(in: entry.id) ? "draft" : entry.info.muted ? "muted" : ""
    let word = StyledText(words, style: theme.muted)
    guard entry.remote != nil, words.isEmpty || !badge.isEmpty else { return word }
    let numbers = BadgeText(theme: theme).beside(badge, muted: entry.info.muted, isDirect: entry.id.isDirect)
    return words.isEmpty ? numbers : word + " " + numbers
  }

  private func style(_ entry: ChannelEntry, _ badge: Badge) -> Style {
    if entry.id == open { return theme.openChannel }
    if entry.info.muted { return theme.muted }
    return badge.isEmpty ? theme.quiet : theme.channel.adding(.bold)
  }
}
