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

  /// To choose a message, and what to do with it.
  enum Selection: String, Hashable, Sendable {
    case begin, up, down, end
    case edit, delete, copy, quote, markUnread, readers
  }

  case scroll(Scroll)
  case selection(Selection)
  case browseChannels, showMembers
  case firstUnread
  case nextChannel, previousChannel, nextUnread, previousUnread, nextMention, goBack
  case write, send, browse, edit(Edit), complete, olderText, newerText, openEditor
  case markRead, markUnread, markAllRead, undo, togglePeek
  case changeAttention, toggleSection, changeSort, toggleMouse
  case retry, discard
  case find, filter, search, searchAll, changeScope, choose, selectNext, selectPrevious
  case help, close
  case crowd(CrowdChange)
  case redraw, suspend, quit
}

/// What keys mean at the moment.
enum Mode: Int, CaseIterable, Sendable {
  /// Single keys are commands.
  case browse
  /// Characters go into the message.
  case write
  /// Characters go into the name that is looked for.
  case find
  /// Characters narrow the list of channels.
  case filter
  /// Characters go into the words that are searched for.
  case search
  /// Keys are about the selected message.
  case select
  /// The list of keys is shown.
  case help

  /// What stands above its keys in the help.
  var title: String {
    switch self {
    case .browse: "Browsing"
    case .write: "Writing"
    case .find: "Finding a channel"
    case .filter: "Filtering the list"
    case .search: "Searching messages"
    case .select: "With a message selected"
    case .help: "Help"
    }
  }

  /// Its name in a key-map file.
  var name: String {
    switch self {
    case .browse: "browse"
    case .write: "write"
    case .find: "find"
    case .filter: "filter"
    case .search: "search"
    case .select: "select"
    case .help: "help"
    }
  }
}

/// A wish for a demo's simulated users.
public enum CrowdChange: Hashable, Sendable {
  /// To be half as busy.
  case slower
  /// To be twice as busy.
  case faster
}
