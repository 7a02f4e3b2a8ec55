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
    if entry.remote != nil {
      let text = BadgeText(theme: theme).beside(badge, muted: entry.info.muted, isDirect: channel.isDirect)
      rest = canvas.drawTrailing(text, in: rest).splitRight(1).rest
    }
    let style = style(entry, badge)
    if channel == open { canvas.draw(theme.symbols.open, at: inside.origin, style: style, within: inside) }
    var name = entry.name(for: list.user)
    if drafts.hasDraft(in: channel) { name += " (draft)" } else if entry.info.muted { name += " (muted)" }
    let shown = TextWidth.truncated(name, to: rest.width, ellipsis: theme.symbols.ellipsis)
    canvas.draw(shown, at: rest.origin, style: style, within: rest)
  }

  private func style(_ entry: ChannelEntry, _ badge: Badge) -> Style {
    if entry.id == open { return theme.openChannel }
    if entry.info.muted { return theme.muted }
    return badge.isEmpty ? theme.quiet : theme.channel.adding(.bold)
  }
}
