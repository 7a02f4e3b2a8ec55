import Canvas

/// A picture of the state, and what it shows.
public struct Frame: Sendable {
  /// What to render.
  public let canvas: Canvas
  /// What to post as `drawn` once it is rendered.
  public let visible: Visible
}
