import ChatModel

/// Who answers a person, with what, and when.
///
/// At most one answer is pending in a channel, so that even a person who pastes a novel gets one, and answers
/// cannot grow into a storm.
struct ReplyDesk: Sendable {
  private struct Pending: Sendable {
    let channel: ChannelID
    let to: UserID
    let by: UserID
    let wasAsked: Bool
    var text: String
    let due: Duration
    var isTyping = false
  }

  private let book = ReplyBook.usual
  /// In order of their due times.
  private var pending: [Pending] = []
  /// Who in the crowd spoke last.
  private var lastSpeaker: [ChannelID: UserID] = [:]
  /// Who asked the demo user something that was not answered yet.
  private var asked: [ChannelID: UserID] = [:]

  /// How long an answer takes, in seconds.
  static let delay = 2.0...6.0

  /// When the next answer is due, or somebody begins to type it; `nil` if none is.
  var nextDeadline: Duration? {
    pending.lazy.map { $0.isTyping ? $0.due : $0.due - TypingPace.visible }.min()
  }

  /// Takes note of what the crowd says by itself.
  mutating func spoke(_ speech: SceneMixer.Speech) {
    lastSpeaker[speech.channel] = speech.author
    if speech.calls { asked[speech.channel] = speech.author }
  }

  /// Takes note of what a person wrote in `channel`.
  mutating func heard(
    _ message: Message, in channel: CrowdChannel, me: UserID, people: People, now: Duration,
    using random: inout SplitMix
  ) {
    if let index = pending.firstIndex(where: { $0.channel == channel.id }) {
      pending[index].text = message.body
      return
    }
    let asker = message.author == me ? asked.removeValue(forKey: channel.id) : nil
    let answering = asker.flatMap { people.canAnswer($0) ? $0 : nil }
    guard let by = answering ?? replier(to: message, in: channel, people: people, using: &random) else {
      return
    }
    pending.append(
      Pending(
        channel: channel.id, to: message.author, by: by, wasAsked: answering != nil, text: message.body,
        due: now + random.seconds(Self.delay)))
    pending.sort { $0.due < $1.due }
  }

  /// Whoever is named, else whoever spoke last, else anybody.
  private func replier(
    to message: Message, in channel: CrowdChannel, people: People, using random: inout SplitMix
  ) -> UserID? {
    if let peer = channel.id.peer(of: message.author) { return people.canAnswer(peer) ? peer : nil }
    let able = channel.cast.filter { people.canPlay($0) && $0 != message.author }
    let named = message.mentions.users
    if let user = able.first(where: named.contains) { return user }
    if let last = lastSpeaker[channel.id], able.contains(last) { return last }
    return able.randomElement(using: &random)
  }

  /// Those who begin to type their answers.
  mutating func typing(now: Duration, people: People) -> [UserChannel] {
    pending.indices.compactMap { index in
      let reply = pending[index]
      guard !reply.isTyping, reply.due - TypingPace.visible <= now else { return nil }
      pending[index].isTyping = true
      return people.canAnswer(reply.by) ? UserChannel(reply.by, reply.channel) : nil
    }
  }

  /// The answers that are due.
  mutating func due(now: Duration, people: People, using random: inout SplitMix) -> [SceneMixer.Speech] {
    var speeches: [SceneMixer.Speech] = []
    while let reply = pending.first, reply.due <= now {
      pending.removeFirst()
      guard people.canAnswer(reply.by) else { continue }
      let answer = book.answer(to: reply.text, wasAsked: reply.wasAsked, using: &random)
      lastSpeaker[reply.channel] = reply.by
      let body = reply.channel.isDirect ? answer : "@\(reply.to) \(answer)"
      speeches.append(
        SceneMixer.Speech(channel: reply.channel, author: reply.by, body: body, calls: false))
    }
    return speeches
  }
}
