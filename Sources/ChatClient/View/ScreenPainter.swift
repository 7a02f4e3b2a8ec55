import Canvas

/// Draws the parts of a screen: all of them, or on top of the last frame those that differ from it.
struct ScreenPainter {
  private(set) var canvas: Canvas
  private(set) var visible = Visible()
  private let theme: SharedTheme
  private let last: Frame?

  /// - Parameter last: The last frame, if this one has the same layout and theme; a frame with an overlay is no help,
  ///   since something lies over its parts.
  init(_ size: Size, _ theme: SharedTheme, after last: Frame?) {
    self.theme = theme
    self.last = last
    canvas = last?.canvas ?? Canvas(size: size)
    canvas.cursor = nil
  }

  mutating func draw(_ parts: inout ScreenParts, info: (PaneView.Sight) -> (InfoLine, HeaderView?))
    -> Frame.Memory
  {
    let layout = parts.layout
    drawFrame(parts.frame, layout)
    let targets = drawList(parts.list, layout)
    let sight = drawPane(parts.pane, layout)
    (parts.info, parts.header) = info(sight)
    let infoTargets = drawRows(parts, layout)
    drawComposer(parts, layout)
    return Frame.Memory(parts: parts, listTargets: targets, infoTargets: infoTargets, sight: sight)
  }

  private mutating func drawFrame(_ frame: FrameView, _ layout: ScreenLayout) {
    guard !layout.box.isEmpty, frame != last?.memory?.parts.frame else { return }
    frame.draw(on: &canvas, in: layout.box)
    guard layout.form == .full else { return }
    canvas.verticalLine(
      at: layout.separator.origin, length: layout.separator.height, style: theme.border,
      lines: theme.symbols.lines)
  }

  private mutating func drawList(_ list: ChannelListView, _ layout: ScreenLayout) -> [MouseTarget] {
    guard layout.form == .full else { return [] }
    // While the filter is typed, the list has the cursor.
    if let memory = last?.memory, memory.parts.list == list, !list.isFiltering {
      visible.targets += memory.listTargets
      return memory.listTargets
    }
    canvas.fill(layout.list)
    let targets = list.draw(on: &canvas, in: layout.list)
    visible.targets += targets
    return targets
  }

  private mutating func drawPane(_ pane: PaneView?, _ layout: ScreenLayout) -> PaneView.Sight {
    guard let pane else { return PaneView.Sight() }
    let sight: PaneView.Sight
    if let memory = last?.memory, memory.parts.pane == pane {
      sight = memory.sight
    } else {
      canvas.fill(layout.pane)
      sight = pane.draw(on: &canvas, in: layout.pane)
    }
    visible.channel = pane.transcript.conversation.channel
    visible.top = sight.top
    visible.seqs = sight.seqs
    visible.bottom = sight.bottom
    visible.targets.append(MouseTarget(kind: .pane, rect: layout.pane))
    return sight
  }

  private mutating func drawRows(_ parts: ScreenParts, _ layout: ScreenLayout) -> [MouseTarget] {
    if parts.header != last?.memory?.parts.header {
      canvas.fill(layout.header)
      parts.header?.draw(on: &canvas, in: layout.header)
    }
    var targets: [MouseTarget] = []
    if let memory = last?.memory, memory.parts.info == parts.info {
      targets = memory.infoTargets
    } else {
      canvas.fill(layout.info)
      targets = parts.info?.draw(on: &canvas, in: layout.info) ?? []
    }
    visible.targets += targets
    return targets
  }

  private mutating func drawComposer(_ parts: ScreenParts, _ layout: ScreenLayout) {
    canvas.fill(layout.composer)
    guard parts.pane != nil else {
      canvas.fill(layout.pane)
      let lines = StyledText(parts.words, style: theme.hint).wrapped(width: layout.pane.width)
      for (index, line) in lines.enumerated() {
        canvas.draw(line.text, at: Point(x: layout.pane.x, y: layout.pane.y + index), within: layout.pane)
      }
      return
    }
    parts.composer.draw(on: &canvas, in: layout.composer)
    visible.targets.append(MouseTarget(kind: .composer, rect: layout.composer))
  }

  mutating func drawTooSmall() {
    for (index, line) in StyledText("window too small").wrapped(width: canvas.size.width).enumerated() {
      canvas.draw(line.text, at: Point(x: 0, y: index))
    }
  }

  /// Draws over everything, so that no message counts as seen.
  mutating func cover(_ draw: (inout Canvas) -> Void) {
    canvas.cursor = nil
    draw(&canvas)
    visible.isCovered = true
  }
}
