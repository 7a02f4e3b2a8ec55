import ChatModel

/// A row of a conversation that stays the same row when messages arrive or the window is resized.
struct Anchor: Hashable, Comparable, Sendable {
  /// The message; those still unsent count on from the last stored one.
  var seq: Seq
  /// The row of the message's text; negative for the rows that are put above it.
  var line: Int

  static func < (left: Anchor, right: Anchor) -> Bool {
    (left.seq, left.line) < (right.seq, right.line)
  }
}

/// Where to arrive in a conversation, once what is there is loaded.
enum Landing: Hashable, Sendable {
  /// The first unread message, with some of what was before it above.
  case unread(Seq)
  /// A message that was searched for, likewise.
  case found(Seq)
  /// Exactly this row at the top.
  case exact(Anchor)

  var seq: Seq {
    switch self {
    case .unread(let seq), .found(let seq): seq
    case .exact(let anchor): anchor.seq
    }
  }
}

/// Where the user is in a conversation.
enum ScrollPosition: Hashable, Sendable {
  /// Nowhere: what is unread has to be known first.
  case waiting
  /// On the way to a place whose surroundings are being loaded.
  case opening(Landing)
  /// At the newest message, and following.
  case newest
  /// With this row at the top.
  case at(Anchor)
}

/// Where the user was: a channel, and the place in it.
struct Place: Equatable, Sendable {
  /// The most places that are remembered.
  static let most = 50

  let channel: ChannelID
  /// The uppermost row, or nil at the newest message.
  let top: Anchor?
}
