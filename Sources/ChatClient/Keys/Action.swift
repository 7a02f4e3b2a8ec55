/// What a key does.
enum Action: Hashable, Sendable {
  /// A change of the text being written.
  enum Edit: Hashable, Sendable {
    case left, right, wordLeft, wordRight, up, down, lineStart, lineEnd
    case deleteBackward, deleteForward, deleteWordBackward, deleteWordForward, killToEnd, killToStart, yank
    case newline
  }

  /// A move within the messages.
  enum Scroll: Hashable, Sendable {
    case lineUp, lineDown, halfPageUp, halfPageDown, pageUp, pageDown, oldest, newest
  }

  case scroll(Scroll)
  case nextChannel, previousChannel, nextUnread, previousUnread, nextMention
  case write, send, browse, edit(Edit)
  case markRead, markUnread, toggleMuted
  case retry, discard
  case find, choose, selectNext, selectPrevious
  case help, close
  case crowd(CrowdChange)
  case redraw, suspend, quit
}
