import Canvas

/// A picture of the state, and what it shows.
public struct Frame: Sendable {
  /// What a later frame can take from this one; shared, so that to look at one of its values copies none.
  final class Memory: Sendable {
    let parts: ScreenParts
    let rows: ScreenRows
    let listTargets: [MouseTarget]
    let infoTargets: [MouseTarget]
    let drawn: PaneView.Drawn

    init(
      parts: ScreenParts, rows: ScreenRows, listTargets: [MouseTarget], infoTargets: [MouseTarget],
      drawn: PaneView.Drawn
    ) {
      self.parts = parts
      self.rows = rows
      self.listTargets = listTargets
      self.infoTargets = infoTargets
      self.drawn = drawn
    }
  }

  /// What to render.
  public let canvas: Canvas
  /// What to post as `drawn` once it is rendered.
  public let visible: Visible
  let revision: Revision
  let theme: SharedTheme
  /// Nil where something lies over the parts.
  let memory: Memory?

  /// This frame with another text being written: nothing else is looked at.
  func showing(_ composer: ComposerView) -> Frame {
    guard let layout = memory?.parts.layout, composer.isWriting else { return self }
    var canvas = canvas
    canvas.fill(layout.composer)
    composer.draw(on: &canvas, in: layout.composer)
    return Frame(canvas: canvas, visible: visible, revision: revision, theme: theme, memory: memory)
  }
}
