import ChatModel

/// Who is online and who is writing, as far as was heard: both expire by themselves.
struct PresenceBoard: Equatable, Sendable {
  /// How long somebody counts as online without being heard of again: three heartbeats, so that two may be lost.
  static let onlineSpan: Duration = .seconds(60)
  /// How long somebody counts as writing: two notices, which come while they type.
  static let typingSpan: Duration = .seconds(6)
  /// The most people kept as writing in a channel; anybody can publish.
  static let mostTyping = 32

  private var onlineUntil: [UserID: Duration] = [:]
  private var typingUntil: [ChannelID: [UserID: Duration]] = [:]
  /// Not later than the first whose time is over, but earlier if they were heard of again since.
  private var earliest: Duration?

  func isOnline(_ user: UserID) -> Bool { onlineUntil[user] != nil }

  /// Those writing in a channel, in order.
  func typing(in channel: ChannelID) -> [UserID] { typingUntil[channel]?.keys.sorted() ?? [] }

  func isTyping(in channel: ChannelID) -> Bool { typingUntil[channel] != nil }

  mutating func hear(_ user: UserID, isOnline: Bool, at now: Duration) {
    onlineUntil[user] = isOnline ? expiring(now + Self.onlineSpan) : nil
  }

  mutating func hearTyping(_ key: UserChannel, at now: Duration) {
    var people = typingUntil[key.channel] ?? [:]
    guard people[key.user] != nil || people.count < Self.mostTyping else { return }
    people[key.user] = expiring(now + Self.typingSpan)
    typingUntil[key.channel] = people
  }

  /// What somebody was writing has come.
  mutating func hearMessage(_ key: UserChannel) {
    guard typingUntil[key.channel]?.removeValue(forKey: key.user) != nil else { return }
    if typingUntil[key.channel]?.isEmpty == true { typingUntil[key.channel] = nil }
  }

  mutating func settle(at now: Duration) {
    guard let deadline, deadline <= now else { return }
    onlineUntil = onlineUntil.filter { $0.value > now }
    typingUntil = typingUntil.mapValues { $0.filter { $0.value > now } }.filter { !$0.value.isEmpty }
    let typing = typingUntil.values.lazy.compactMap { $0.values.min() }.min()
    earliest = [typing, onlineUntil.values.min()].compactMap(\.self).min()
  }

  /// When to look whose time is over.
  var deadline: Duration? { onlineUntil.isEmpty && typingUntil.isEmpty ? nil : earliest }

  private mutating func expiring(_ time: Duration) -> Duration {
    earliest = min(deadline ?? time, time)
    return time
  }
}

/// When to tell others that the user is online: at once, then every twenty seconds, which leaves two to be lost.
struct Heartbeat: Equatable, Sendable {
  static let interval: Duration = .seconds(20)

  private(set) var deadline: Duration?

  /// Begins, if it has not.
  mutating func begin(at now: Duration) {
    deadline = deadline ?? now
  }

  mutating func stop() {
    deadline = nil
  }

  /// - Returns: Whether it is time.
  mutating func isDue(at now: Duration) -> Bool {
    guard let deadline, deadline <= now else { return false }
    self.deadline = now + Self.interval
    return true
  }
}

/// When to tell a channel that the user is writing there: at the first key, then at most every three seconds.
struct TypingPulse: Equatable, Sendable {
  static let interval: Duration = .seconds(3)

  private var last: (channel: ChannelID, time: Duration)?

  /// The user has changed the text.
  /// - Returns: Whether others are to be told.
  mutating func typed(in channel: ChannelID, at now: Duration) -> Bool {
    if let last, last.channel == channel, now < last.time + Self.interval { return false }
    last = (channel, now)
    return true
  }

  /// The text is sent or taken back: the next key begins anew.
  mutating func stop() {
    last = nil
  }

  static func == (left: TypingPulse, right: TypingPulse) -> Bool {
    left.last?.channel == right.last?.channel && left.last?.time == right.last?.time
  }
}
