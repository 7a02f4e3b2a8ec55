/// What a line of input asks for.
enum LinearCommand: Equatable, Sendable {
  /// Nothing but attention: the line is empty.
  case nothing
  /// To send a text.
  case send(String)
  /// To do something, with what stands after it.
  case verb(LinearVerb, String)
  /// To change something in a channel.
  case change(ChannelCommand)
  /// Something that cannot be, and why.
  case wrong(String)

  /// - Parameter line: Without its line end.
  init(_ line: String) {
    guard line.contains(where: { !$0.isWhitespace }) else {
      self = .nothing
      return
    }
    guard line.unicodeScalars.first == "/" else {
      self = .send(line)
      return
    }
    let rest = line.unicodeScalars.dropFirst()
    if rest.first == "/" {
      self = .send(String(rest))
      return
    }
    let words = String(rest).split(
      maxSplits: 1, omittingEmptySubsequences: false, whereSeparator: \.isWhitespace)
    let name = String(words[0])
    guard let verb = LinearVerb(rawValue: name.lowercased()) else {
      switch ChannelCommand.read(line) {
      case .command(let command) where command.verb.isForLines: self = .change(command)
      case .wrong(let words) where ChannelCommand.Verb(rawValue: name.lowercased()) != nil:
        self = .wrong(words)
      default:
        self = .wrong(
          "unknown command /\(name); /help lists the commands, and // sends a line that begins with /")
      }
      return
    }
    self = Self.checked(verb, words.count > 1 ? words[1].trimmed : "")
  }

  private static func checked(_ verb: LinearVerb, _ argument: String) -> LinearCommand {
    switch (verb.argument, argument.isEmpty) {
    case (nil, false):
      .wrong("nothing can stand after /\(verb.rawValue); // sends a line that begins with /")
    case (.some, true): .wrong("something is missing: \(verb.usage)")
    default: .verb(verb, argument)
    }
  }
}

extension StringProtocol {
  /// Without white space at its ends.
  var trimmed: String {
    let start = drop { $0.isWhitespace }
    let end = start.lastIndex { !$0.isWhitespace }
    return end.map { String(start[...$0]) } ?? ""
  }
}

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
    case .mute: .changeAttention
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
    case .mute: "change what in this channel calls for you: all, mentions, nothing"
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

extension KeyMap {
  /// No keys, but the words that say in sentences what they do elsewhere.
  static let linear: KeyMap = {
    var map = KeyMap([])
    for verb in LinearVerb.allCases {
      if let action = verb.action { map.words[action] = "/\(verb.rawValue)" }
    }
    return map
  }()
}
