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

/// A part of the screen that answers to the mouse.
struct MouseTarget: Hashable, Sendable {
  enum Kind: Hashable, Sendable {
    case channel(ChannelID)
    case heading(ChannelSection)
    case list
    case pane
    case newest
    case firstUnread
    case composer
  }

  let kind: Kind
  let rect: Rect
}

/// Stands for all that can be seen of a state: another one means that some of it may have changed.
///
/// An identity, not a number, since states are values: what became of two copies is not to be mistaken for the same.
struct Revision: Equatable, Sendable {
  private final class Identity: Sendable {}

  private let identity = Identity()

  static func == (left: Revision, right: Revision) -> Bool { left.identity === right.identity }
}
