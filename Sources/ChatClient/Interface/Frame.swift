import Canvas

/// A picture of the state, and what it shows.
public struct Frame: Sendable {
  /// What a later frame can take from this one.
  struct Memory: Sendable {
    let parts: ScreenParts
    let listTargets: [MouseTarget]
    let infoTargets: [MouseTarget]
    let sight: PaneView.Sight
  }

  /// What to render.
  public let canvas: Canvas
  /// What to post as `drawn` once it is rendered.
  public let visible: Visible
  let theme: SharedTheme
  /// Nil where something lies over the parts.
  let memory: Memory?
}
