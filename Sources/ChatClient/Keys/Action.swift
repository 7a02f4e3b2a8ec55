/// What a key does.
enum Action: Hashable, Sendable {
  /// A change of the text being written.
  enum Edit: Hashable, Sendable {
    case left, right, wordLeft, wordRight, up, down, lineStart, lineEnd
    case deleteBackward, deleteForward, deleteWordBackward, deleteWordForward, killToEnd, killToStart, yank
    case newline
  }

  /// A move within the messages, or within the help.
  enum Scroll: Hashable, Sendable {
    case lineUp, lineDown, halfPageUp, halfPageDown, pageUp, pageDown, oldest, newest
  }

  case scroll(Scroll)
  case firstUnread
  case nextChannel, previousChannel, nextUnread, previousUnread, nextMention, goBack
  case write, send, browse, edit(Edit), complete, olderText, newerText, openEditor
  case markRead, markUnread, markAllRead, undo, togglePeek
  case toggleMuted, toggleSection, changeSort, toggleMouse
  case retry, discard
  case find, filter, search, searchAll, changeScope, choose, selectNext, selectPrevious
  case help, close
  case crowd(CrowdChange)
  case redraw, suspend, quit
}
