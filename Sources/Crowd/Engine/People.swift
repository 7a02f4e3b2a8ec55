import ChatModel

/// Which users are people at a terminal, whom the crowd must not speak or read for.
struct People: Sendable {
  let me: UserID
  let second: UserID
  /// Others who wrote or read by themselves, the latest last.
  private var recent: [UserID] = []
  /// The last message that a person wrote in each direct chat.
  private var lastDirect: [ChannelID: Message] = [:]

  /// How many others are remembered.
  ///
  /// The longest silent is given back to the crowd, which would otherwise be empty after a simulation of all users.
  static let mostRecent = 4

  init(me: UserID, second: UserID) {
    self.me = me
    self.second = second
  }

  /// Takes note of what a person wrote.
  mutating func wrote(_ message: Message) {
    if message.channel.isDirect { lastDirect[message.channel] = message }
    acted(message.author)
  }

  /// Takes note of a read position.
  ///
  /// Sending is reading as well, and the crowd sends for the second demo user. But it never reads for them: if what
  /// was read is the other side's last message, it was on the screen of a person.
  mutating func read(_ key: UserChannel, position: Seq) {
    guard key.user == second, let last = lastDirect[key.channel], last.author != second, last.seq == position
    else { return }
    acted(second)
  }

  private mutating func acted(_ user: UserID) {
    guard user != me else { return }
    recent.removeAll { $0 == user }
    recent.append(user)
    if recent.count > Self.mostRecent { recent.removeFirst() }
  }

  /// Whether the crowd may answer as `user`: unless a person does.
  func canAnswer(_ user: UserID) -> Bool {
    user != me && !recent.contains(user)
  }

  /// Whether the crowd may speak unasked or read as `user`: never for the demo users, whose badges it would spoil.
  func canPlay(_ user: UserID) -> Bool {
    user != second && canAnswer(user)
  }
}
