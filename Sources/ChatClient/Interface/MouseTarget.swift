import Canvas
import ChatModel

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
