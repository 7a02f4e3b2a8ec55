import ChatModel

/// A line that begins with a slash: what it asks for, or what is wrong with it.
///
/// `//` at the start sends a line that begins with one slash.
struct ChannelCommand: Equatable {
  /// What can be done by a command, in the order of the help.
  enum Verb: String, CaseIterable, Sendable {
    case join, leave, msg, create, `private`, readonly, invite, remove, allow, topic, edit, delete, everyone,
      hide,
      channels, members, help

    /// What stands after it; nothing if empty, optional in brackets.
    var arguments: String {
      switch self {
      case .join: "CHANNEL"
      case .msg: "USER [TEXT]"
      case .create, .private, .readonly: "CHANNEL [TOPIC]"
      case .invite, .remove: "USER"
      case .allow: "USER [RIGHT …]"
      case .topic: "TEXT"
      case .edit: "TEXT"
      case .everyone: "on|off"
      case .hide: "on|off|all|none"
      case .leave, .delete, .channels, .members, .help: ""
      }
    }

    /// One line for people.
    var help: String {
      switch self {
      case .join: "join a public channel"
      case .leave: "leave this channel"
      case .msg: "open the direct chat with somebody, and say something there"
      case .create: "make a public channel"
      case .private: "make a private channel: one gets in by invitation"
      case .readonly: "make a public channel in which only those write whom you allow to"
      case .invite: "bring somebody into this channel"
      case .remove: "take somebody out of this channel"
      case .allow: "set what a member may do here: write, invite, moderate, or nothing more"
      case .topic: "say what this channel is about"
      case .edit: "change your last message, or the selected one"
      case .delete: "delete your last message, or the selected one"
      case .everyone: "say whether @channel mentions you here"
      case .hide: "hide from others what you read: here, or in all channels"
      case .channels: "look through the public channels"
      case .members: "see who is here"
      case .help: "show the keys and commands"
      }
    }

    /// As it is typed: `/join CHANNEL`.
    var usage: String { "/\(rawValue)" + (arguments.isEmpty ? "" : " \(arguments)") }

    /// Whether it makes sense without a screen: the others open a list on one.
    var isForLines: Bool { self != .channels && self != .members && self != .help }

    /// All of them as they are typed, for completion.
    static let names = allCases.map { "/\($0.rawValue)" }
  }

  let verb: Verb
  let words: [Substring]
  /// All that stands after the verb.
  let rest: String

  /// What a text is: something to say, or a command.
  enum Reading: Equatable {
    case text(String)
    case command(ChannelCommand)
    case wrong(String)
  }

  /// Reads what was written.
  static func read(_ text: String) -> Reading {
    guard text.utf8.first == UInt8(ascii: "/"), !text.contains("\n") else { return .text(text) }
    let line = text.dropFirst()
    // A path such as /etc/hosts is no command.
    if line.first == "/" { return .text(String(line)) }
    let words = line.split(maxSplits: 1, whereSeparator: \.isWhitespace)
    let name = words.first ?? ""
    guard let verb = Verb(rawValue: name.lowercased()) else {
      return .wrong("there is no command /\(name); // sends a line that begins with a slash")
    }
    let rest = words.count > 1 ? words[1].trimmed : ""
    let command = ChannelCommand(verb: verb, words: rest.split(whereSeparator: \.isWhitespace), rest: rest)
    let isMissing = !verb.arguments.isEmpty && !verb.arguments.hasPrefix("[") && rest.isEmpty
    return isMissing ? .wrong("something is missing: \(verb.usage)") : .command(command)
  }

  /// A channel by the name that is typed, with or without its sign.
  static func channel(_ word: some StringProtocol) throws(ChannelCommandError) -> ChannelID {
    let name = word.first == "#" ? String(word.dropFirst()) : String(word)
    guard let channel = ChannelID(name.lowercased()), !channel.isDirect else {
      throw ChannelCommandError("\(name.debugDescription) is no name of a channel: \(ChannelID.rule)")
    }
    return channel
  }

  /// A user by the name that is typed, with or without its sign.
  static func user(_ word: some StringProtocol) throws(ChannelCommandError) -> UserID {
    let name = word.first == "@" ? String(word.dropFirst()) : String(word)
    guard let user = UserID(name.lowercased()) else {
      throw ChannelCommandError("\(name.debugDescription) is no name of a user: \(UserID.rule)")
    }
    return user
  }
}

/// Why a command cannot be done, in words.
struct ChannelCommandError: Error, Equatable {
  let words: String

  init(_ words: String) {
    self.words = words
  }
}
