import Canvas

/// Draws the parts of a screen: all of them, or on top of the last frame those that differ from it.
struct ScreenPainter {
  var canvas: Canvas
  private(set) var visible = Visible()
  private let theme: SharedTheme
  private let last: Frame.Memory?
  private var listTargets: [MouseTarget] = []
  private var infoTargets: [MouseTarget] = []
  private var drawn = PaneView.Drawn()

  /// - Parameter last: The last frame, if this one has the same layout and theme; a frame with an overlay is no help,
  ///   since something lies over its parts.
  init(_ size: Size, _ theme: SharedTheme, after last: Frame?) {
    self.theme = theme
    self.last = last?.memory
    canvas = last?.canvas ?? Canvas(size: size)
    canvas.cursor = nil
  }

  /// - Returns: What is to be seen of the messages.
  mutating func draw(_ parts: ScreenParts) -> PaneView.Drawn {
    drawFrame(parts.frame, parts.layout)
    drawList(parts.list, parts.layout)
    drawPane(parts)
    drawComposer(parts.composer, parts.layout)
    return drawn
  }

  mutating func draw(_ rows: ScreenRows, _ layout: ScreenLayout) {
    if last?.rows.header != rows.header {
      canvas.fill(layout.header)
      rows.header?.draw(on: &canvas, in: layout.header)
    }
    if let last, last.rows.info == rows.info {
      infoTargets = last.infoTargets
    } else {
      canvas.fill(layout.info)
      infoTargets = rows.info.draw(on: &canvas, in: layout.info)
    }
    visible.targets += infoTargets
  }

  func memory(_ parts: ScreenParts, _ rows: ScreenRows) -> Frame.Memory {
    Frame.Memory(
      parts: parts, rows: rows, listTargets: listTargets, infoTargets: infoTargets, drawn: drawn)
  }

  private mutating func drawFrame(_ frame: FrameView, _ layout: ScreenLayout) {
    guard !layout.box.isEmpty, frame != last?.parts.frame else { return }
    frame.draw(on: &canvas, in: layout.box)
    guard layout.form == .full else { return }
    canvas.verticalLine(
      at: layout.separator.origin, length: layout.separator.height, style: theme.border,
      lines: theme.symbols.lines)
  }

  private mutating func drawList(_ list: ChannelListView, _ layout: ScreenLayout) {
    guard layout.form == .full else { return }
    // While the filter is typed, the list has the cursor.
    if let last, last.parts.list == list, !list.isFiltering {
      listTargets = last.listTargets
    } else {
      canvas.fill(layout.list)
      listTargets = list.draw(on: &canvas, in: layout.list)
    }
    visible.targets += listTargets
  }

  private mutating func drawPane(_ parts: ScreenParts) {
    guard let pane = parts.pane else {
      if last?.parts.pane != nil || last?.parts.words != parts.words { drawWords(parts) }
      return
    }
    if let last, last.parts.pane == pane {
      drawn = last.drawn
    } else {
      canvas.fill(parts.layout.pane)
      drawn = pane.draw(on: &canvas, in: parts.layout.pane)
    }
    visible.channel = pane.transcript.conversation.channel
    visible.top = drawn.top
    visible.seqs = drawn.seqs
    visible.bottom = drawn.bottom
    visible.targets.append(MouseTarget(kind: .pane, rect: parts.layout.pane))
  }

  private mutating func drawWords(_ parts: ScreenParts) {
    let pane = parts.layout.pane
    canvas.fill(pane)
    for (index, line) in StyledText(parts.words, style: theme.hint).wrapped(width: pane.width).enumerated() {
      canvas.draw(line.text, at: Point(x: pane.x, y: pane.y + index), within: pane)
    }
  }

  private mutating func drawComposer(_ composer: ComposerView?, _ layout: ScreenLayout) {
    canvas.fill(layout.composer)
    guard let composer else { return }
    composer.draw(on: &canvas, in: layout.composer)
    visible.targets.append(MouseTarget(kind: .composer, rect: layout.composer))
  }

  mutating func drawTooSmall() {
    for (index, line) in StyledText("window too small").wrapped(width: canvas.size.width).enumerated() {
      canvas.draw(line.text, at: Point(x: 0, y: index))
    }
  }

  /// Something will be drawn over everything, so that no message counts as seen.
  mutating func cover() {
    canvas.cursor = nil
    visible.isCovered = true
  }
}
