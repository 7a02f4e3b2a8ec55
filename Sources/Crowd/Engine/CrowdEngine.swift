import ChatModel

/// Decides what the crowd says and reads, and when: a value that knows no clock and no network.
///
/// Everything follows from the world, the script, the seed, the run, the times given to `next(at:)` and what was
/// heard. Times are measured from any fixed moment and must not go back.
public struct CrowdEngine: Sendable {
  /// How much is said; a change applies from the next step on.
  public var rate: CrowdRate {
    didSet { if rate != oldValue { nextPost = nil } }
  }

  let world: World
  let seed: UInt64
  private let idPrefix: String
  private var random: SplitMix
  private(set) var people: People
  private var mixer: SceneMixer
  private var desk = ReplyDesk()
  private var drafts = Drafts()
  private var readAlong = ReadAlong()
  private var thoughts: SecondThoughts
  private var now: Duration = .zero
  private var nextPost: Duration?
  private var posts = 0

  /// How far a late step catches up: a program that was stopped for an hour does not say an hour's worth at once.
  private static let mostCatchUp: Duration = .seconds(1)
  /// What the client ids of every crowd begin with, in this run, in another, and in the history.
  static let commonIDPrefix = "crowd-"

  /// Creates a crowd that is about to begin.
  /// - Parameters:
  ///   - world: Who there is.
  ///   - script: What they talk about.
  ///   - seed: The seed of the world and the history; what the history told is not what is played first.
  ///   - run: Different for every run against the same database, so that client ids never collide: random, unless in a
  ///     test.
  ///   - rate: How much is said at first.
  public init(world: World, script: Script, seed: UInt64, run: UInt64, rate: CrowdRate = .usual) {
    self.world = world
    self.seed = seed
    self.rate = rate
    idPrefix = Self.commonIDPrefix + String(seed, radix: 36) + "-" + String(run, radix: 36) + "-"
    random = SplitMix(seed: seed ^ run)
    thoughts = SecondThoughts(seed: seed ^ run ^ 0x2d)
    people = People(me: world.me, second: world.second)
    let history = CrowdHistory(world: world, script: script, seed: seed)
    mixer = SceneMixer(world: world, deck: history.deckAfter)
  }

  /// The next moment at which there may be something to do; `nil` while paused with nobody to answer.
  public var nextDeadline: Duration? {
    let post = rate.isPaused ? nil : [nextPost ?? now, drafts.nextDeadline].compactMap(\.self).min()
    return [post, thoughts.nextDeadline, desk.nextDeadline, readAlong.nextDeadline].compactMap(\.self).min()
  }

  /// What is done up to `time`, in order; the runner carries it out.
  public mutating func next(at time: Duration) -> [CrowdAction] {
    now = max(now, time)
    var actions = desk.due(now: now, people: people, using: &random).compactMap { post($0) }
    actions += duePosts()
    actions += thoughts.due(now: now).compactMap { change($0.message, $0.action) }
    // After the answers: one that a late step has said already is not typed any more.
    let typing = desk.typing(now: now, people: people)
    if rate.showsTyping { actions += typing.map(CrowdAction.typing) }
    if let receipt = readAlong.due(now: now, people: people, using: &random) {
      actions.append(.read(receipt))
    }
    return actions
  }

  /// Takes note of a numbered message, whoever wrote it: people are answered, and everything is read along.
  public mutating func heard(_ message: Message) {
    let channel = world.channel(message.channel)
    let readers = (channel?.cast ?? []).filter(people.canPlay).prefix(ReadAlong.mostReaders)
    guard readAlong.heard(message, readers: Array(readers), now: now) else { return }
    if message.id.hasPrefix(idPrefix) { thoughts.heard(message, now: now) }
    // A crowd is not answered, not even another run's: two of them would never stop.
    guard !message.id.hasPrefix(Self.commonIDPrefix) else { return }
    people.wrote(message)
    guard let channel, !channel.readOnly else { return }
    desk.heard(message, in: channel, me: world.me, people: people, now: now, using: &random)
  }

  /// Takes note that a user has read a channel up to `position`.
  ///
  /// This is how the second demo user is found to be at a terminal: from then on nobody answers for them.
  public mutating func saw(_ key: UserChannel, position: Seq) {
    people.read(key, position: position)
  }

  private mutating func duePosts() -> [CrowdAction] {
    // A pause holds back what is being typed, too.
    guard let planned = nextPost ?? rate.gap(using: &random).map({ now + $0 }) else { return [] }
    var actions = drafts.due(now: now, people: people).compactMap { say($0) }
    var due = max(planned, now - Self.mostCatchUp)
    while due <= now, let gap = rate.gap(using: &random) {
      if let speech = mixer.next(now: now, people: people, using: &random) {
        if let action = begin(speech) { actions.append(action) }
      }
      due += gap
    }
    nextPost = due
    return actions
  }

  /// Says something at once, or in a direct chat after having been seen typing.
  private mutating func begin(_ speech: SceneMixer.Speech) -> CrowdAction? {
    guard speech.channel.isDirect, rate.showsTyping else { return say(speech) }
    drafts.begin(speech, now: now)
    return .typing(UserChannel(speech.author, speech.channel))
  }

  private mutating func say(_ speech: SceneMixer.Speech) -> CrowdAction? {
    desk.spoke(speech)
    return post(speech)
  }

  private mutating func change(_ message: Message, _ action: MessageEvent.Action) -> CrowdAction? {
    guard people.canPlay(message.author) else { return nil }
    posts += 1
    let event = try? MessageEvent(
      id: idPrefix + String(posts, radix: 36), channel: message.channel, author: message.author, action)
    return event.map(CrowdAction.change)
  }

  /// The action of saying something; never `nil`, since `ScriptCheck` keeps texts within the bounds of events.
  private mutating func post(_ speech: SceneMixer.Speech) -> CrowdAction? {
    posts += 1
    let event = try? MessageEvent(
      id: idPrefix + String(posts, radix: 36), channel: speech.channel, author: speech.author,
      body: speech.body)
    return event.map(CrowdAction.post)
  }
}

/// What somebody in the crowd does.
public enum CrowdAction: Hashable, Sendable {
  /// Says something.
  case post(MessageEvent)
  /// Edits or deletes what they have said.
  case change(MessageEvent)
  /// Has read up to a message.
  case read(ReceiptEvent)
  /// Is seen typing, a moment before saying something.
  case typing(UserChannel)
}
