import Canvas
import ChatModel

extension ClientState {
  /// Draws the screen.
  ///
  /// A pure function: only what is in view is laid out, so a frame costs the same however much is loaded.
  public func view(_ theme: Theme) -> Frame {
    var canvas = Canvas(size: size)
    var visible = Visible()
    let layout = layout
    guard layout.form != .tooSmall else {
      drawTooSmall(on: &canvas, theme)
      return Frame(canvas: canvas, visible: visible)
    }
    drawBox(layout, on: &canvas, theme)
    if layout.form == .full {
      canvas.verticalLine(
        at: layout.separator.origin, length: layout.separator.height, style: theme.border,
        lines: theme.symbols.lines)
      let view = ChannelListView(list: list, open: conversation?.channel, drafts: composer, theme: theme)
      visible.targets += view.draw(on: &canvas, in: layout.list)
    }
    drawConversation(layout, on: &canvas, theme, &visible)
    drawOverlay(on: &canvas, theme)
    visible.isCovered = overlay != nil
    return Frame(canvas: canvas, visible: visible)
  }

  private func drawTooSmall(on canvas: inout Canvas, _ theme: Theme) {
    for (index, line) in StyledText("window too small").wrapped(width: size.width).enumerated() {
      canvas.draw(line.text, at: Point(x: 0, y: index))
    }
  }

  private func drawBox(_ layout: ScreenLayout, on canvas: inout Canvas, _ theme: Theme) {
    guard !layout.box.isEmpty else { return }
    let status = StatusLine(
      health: health, pendingReceipts: receipts.count, isReading: isReading, theme: theme
    ).text
    // The border's corners, the air around both texts, and a gap between them.
    let room = layout.box.width - status.width - 7
    TitledBox(
      header: StyledText("dogear", style: theme.title)
        + StyledText(" \(theme.symbols.dash) \(user)", style: theme.hint),
      trailingHeader: totals(theme), footer: status, trailingFooter: hints(theme, room: room),
      style: theme.border, lines: theme.symbols.lines
    ).draw(on: &canvas, in: layout.box)
  }

  /// The numbers of all channels together, and whether they can be believed.
  private func totals(_ theme: Theme) -> StyledText {
    var text = StyledText()
    if let since = health.staleSince {
      let time = LocalTime(since, utcOffset: utcOffset).time
      text.append("stale since \(time)\(theme.symbols.separator)", style: theme.notice)
    }
    switch health.counts {
    case .unknown: text.append("connecting\(theme.symbols.ellipsis)", style: theme.hint)
    case .beingRebuilt: text.append("counts are being rebuilt", style: theme.notice)
    case .current: text.append(BadgeText(theme: theme).total(list.total))
    }
    return text
  }

  /// As many hints as there is room for, the most needed first.
  private func hints(_ theme: Theme, room: Int) -> StyledText {
    let all =
      isWriting
      ? ["Enter sends", "Esc back", "Alt-Enter new line"]
      : ["? help", "n next unread", "/ find"]
    var text = ""
    for hint in all {
      let longer = text.isEmpty ? hint : text + theme.symbols.separator + hint
      if TextWidth.width(longer) > room { break }
      text = longer
    }
    return StyledText(text, style: theme.hint)
  }

  private func drawOverlay(on canvas: inout Canvas, _ theme: Theme) {
    switch overlay {
    case .help(let offset):
      canvas.cursor = nil
      HelpView(offset: offset, theme: theme).draw(on: &canvas, in: canvas.bounds)
    case .finder(let finder):
      canvas.cursor = nil
      FinderView(finder: finder, theme: theme).draw(on: &canvas, in: canvas.bounds)
    case nil: break
    }
  }
}
