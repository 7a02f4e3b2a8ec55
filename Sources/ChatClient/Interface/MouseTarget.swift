import Canvas
import ChatModel

/// A part of the screen that answers to the mouse.
struct MouseTarget: Hashable, Sendable {
  enum Kind: Hashable, Sendable {
    case channel(ChannelID)
    case list
    case pane
    case newest
    case composer
  }

  let kind: Kind
  let rect: Rect
}
