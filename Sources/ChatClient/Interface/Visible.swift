import Canvas
import ChatModel

/// What a frame shows, as far as it matters after it was drawn: messages that may count as read, and what a mouse can
/// hit.
public struct Visible: Sendable, Equatable {
  /// The open channel, if its messages were shown.
  public internal(set) var channel: ChannelID?
  /// The bottom-most message whose last line was shown.
  ///
  /// A message taller than the pane counts when its end is in view.
  public internal(set) var bottom: Seq?
  /// Whether something lay over the messages.
  public internal(set) var isCovered = false

  /// The stored messages of which at least one row was shown.
  var seqs: ClosedRange<Seq>?
  /// The uppermost row of messages.
  var top: Anchor?
  var targets: [MouseTarget] = []

  /// What lies at a place: the last drawn target there.
  func target(at point: Point) -> MouseTarget.Kind? {
    targets.last { $0.rect.contains(point) }?.kind
  }
}
