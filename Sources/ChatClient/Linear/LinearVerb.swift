/// A command that a line of input can give, by its name.
enum LinearVerb: String, CaseIterable, Sendable {
  case open, next, previous, mention, back, list, more, older, newest, unread
  case read, all, undo, search, searchall, goto, who, mute, peek, retry, discard, help, quit

  /// What stands after it; nil if nothing does.
  var argument: String? {
    switch self {
    case .open: "NAME"
    case .search, .searchall: "WORDS"
    case .goto: "N"
    default: nil
    }
  }

  /// What the state does for it, if that is all there is to it.
  var action: Action? {
    switch self {
    case .next: .nextUnread
    case .previous: .previousUnread
    case .mention: .nextMention
    case .back: .goBack
    case .unread: .firstUnread
    case .newest: .scroll(.newest)
    case .read: .markRead
    case .all: .markAllRead
    case .undo: .undo
    case .mute: .toggleMuted
    case .peek: .togglePeek
    case .retry: .retry
    case .discard: .discard
    case .quit: .quit
    case .open, .list, .more, .older, .search, .searchall, .goto, .who, .help: nil
    }
  }

  /// One line for people.
  var help: String {
    switch self {
    case .open: "open a channel; a few letters of its name will do"
    case .next: "open the next channel with unread messages"
    case .previous: "open the previous channel with unread messages"
    case .mention: "open the next channel with a mention"
    case .back: "go back to where you were before"
    case .list: "list all channels, those with unread messages first"
    case .more: "print the messages that follow"
    case .older: "print the messages before those printed"
    case .newest: "go to the newest messages and follow"
    case .unread: "go to the first unread message here"
    case .read: "mark this channel as read"
    case .all: "mark all channels as read"
    case .undo: "take back the last marking"
    case .search: "search this channel"
    case .searchall: "search all channels"
    case .goto: "go to a message that was found"
    case .who: "say who is online, and who is writing here"
    case .mute: "mute or unmute this channel"
    case .peek: "look around without reading or sending anything, or end that"
    case .retry: "send again what could not be sent here"
    case .discard: "give up what could not be sent here"
    case .help: "list the commands"
    case .quit: "send what was read, and quit"
    }
  }

  /// As it is typed: `/open NAME`.
  var usage: String { "/\(rawValue)" + (argument.map { " \($0)" } ?? "") }
}
