import ChatModel

/// A short conversation, not yet cast: who says what in which order.
struct Scene: Sendable {
  enum Speaker: Hashable, Sendable {
    /// Somebody in particular, such as a bot.
    case named(UserID)
    /// Whoever is cast.
    case role(Character)
    /// The demo user, in what happened before the demo began.
    case me
  }

  struct Turn: Sendable {
    let speaker: Speaker
    let text: Template
    /// The line of the file, from 1.
    let line: Int
  }

  /// What a scene is good for.
  enum Kind: Hashable, Sendable {
    /// Talk among the others.
    case chat
    /// A question to the demo user, or a direct message out of the blue.
    case call
    /// The demo user speaks, so it can only be told as history.
    case told
  }

  let file: String
  let line: Int
  /// Where it can be played.
  let places: [Place]
  let turns: [Turn]
  /// The word lists of its file, as far as they stand above it.
  let words: [String: [String]]
  let kind: Kind
  /// The roles in order of appearance, as speaker or in a text.
  let roles: [Character]
  /// The names of the words that the texts use, in a fixed order.
  let wordsUsed: [String]

  /// A channel, or any direct chat.
  enum Place: Hashable, Sendable {
    case channel(ChannelID)
    case direct

    init(_ channel: ChannelID) {
      self = channel.isDirect ? .direct : .channel(channel)
    }
  }

  init(file: String, line: Int, places: [Place], turns: [Turn], words: [String: [String]]) {
    self.file = file
    self.line = line
    self.places = places
    self.turns = turns
    self.words = words
    kind = Self.kind(of: turns, at: places)
    roles = Self.roles(of: turns)
    wordsUsed = Self.words(of: turns)
  }

  private static func kind(of turns: [Turn], at places: [Place]) -> Kind {
    if turns.contains(where: { $0.speaker == .me }) { return .told }
    return places == [.direct] || turns.contains { $0.text.pieces.contains(.me) } ? .call : .chat
  }

  private static func roles(of turns: [Turn]) -> [Character] {
    var roles: [Character] = []
    func add(_ role: Character) {
      if !roles.contains(role) { roles.append(role) }
    }
    for turn in turns {
      if case .role(let role) = turn.speaker { add(role) }
      for case .role(let role) in turn.text.pieces { add(role) }
    }
    return roles
  }

  private static func words(of turns: [Turn]) -> [String] {
    let names = turns.flatMap(\.text.pieces).compactMap { piece -> String? in
      if case .word(let name) = piece { name } else { nil }
    }
    return Set(names).sorted()
  }
}

/// How long people take to write a message.
enum TypingPace {
  /// How long somebody is seen typing before the message comes: long enough to be noticed, and shorter than the seconds
  /// for which a client shows it.
  static let visible: Duration = .milliseconds(1_600)

  /// Reading what was said, then about twelve characters a second, as in a chat that one would like to watch; between
  /// 1.2 and 10 seconds, give or take a third.
  static func pause(before text: String, using random: inout SplitMix) -> Duration {
    let seconds = min(1.2 + Double(text.count) / 12, 10)
    return .seconds(seconds * Double.random(in: 0.67...1.33, using: &random))
  }
}
