import ChatModel

/// Plays several scenes at once, each in a channel of its own, and says who speaks next.
///
/// When something is said is decided elsewhere, by the rate. Here time is virtual and only orders the scenes: each
/// turn is due some typing time after the one before it, and the one that is due first is next. So a short reply
/// follows quickly and a long one slowly at any rate, and the rate is kept whatever the texts are.
struct SceneMixer: Sendable {
  /// What somebody says.
  struct Speech: Sendable {
    let channel: ChannelID
    let author: UserID
    let body: String
    /// Whether it addresses the demo user.
    let calls: Bool
  }

  private struct Running: Sendable {
    let performance: Performance
    var turn = 0
    /// When that turn is due, in virtual time.
    var due: Duration
  }

  private let world: World
  private var deck: SceneDeck
  private var running: [Running] = []
  private var virtual: Duration = .zero
  /// Until when a channel rests after a scene, in virtual time.
  private var rests: [ChannelID: Duration] = [:]
  /// When the demo user is next asked something, and next gets a direct message, in real time.
  private var nextCall: Duration?
  private var nextDirect: Duration?

  /// How many channels talk at once: about half of them.
  private static let mostRunning = 6

  init(world: World, deck: SceneDeck) {
    self.world = world
    self.deck = deck
  }

  /// Who speaks next, or `nil` if nobody can.
  mutating func next(now: Duration, people: People, using random: inout SplitMix) -> Speech? {
    start(now: now, people: people, using: &random)
    while let index = running.indices.min(by: { running[$0].due < running[$1].due }) {
      let scene = running[index]
      virtual = max(virtual, scene.due)
      advance(index, using: &random)
      let author = scene.performance.author(of: scene.turn)
      // A regular whom a person has taken over in the meantime falls silent.
      guard people.canPlay(author) else { continue }
      return Speech(
        channel: scene.performance.channel, author: author, body: scene.performance.body(of: scene.turn),
        calls: scene.performance.calls(in: scene.turn))
    }
    return nil
  }

  private mutating func advance(_ index: Int, using random: inout SplitMix) {
    let turn = running[index].turn + 1
    if turn < running[index].performance.scene.turns.count {
      running[index].turn = turn
      let text = running[index].performance.body(of: turn)
      running[index].due = virtual + TypingPace.pause(before: text, using: &random)
    } else {
      let ended = running.remove(at: index)
      rests[ended.performance.channel] = virtual + random.seconds(3...20)
    }
  }

  /// Starts what is due: a call, a direct message, and chat until enough channels talk.
  private mutating func start(now: Duration, people: People, using random: inout SplitMix) {
    let call = nextCall ?? now + random.seconds(15...30)
    nextCall = call
    if now >= call {
      begin(.call, in: world.channels.filter { $0.weight > 0 }, people: people, using: &random)
      nextCall = now + random.seconds(70...150)
    }
    let direct = nextDirect ?? now + random.seconds(8...25)
    nextDirect = direct
    if now >= direct {
      begin(.call, in: world.channels.filter(\.id.isDirect), people: people, using: &random)
      nextDirect = now + random.seconds(60...180)
    }
    while running.count < Self.mostRunning {
      // Only what is said lets virtual time pass, so if nobody speaks, nobody rests.
      let free = world.channels.filter {
        $0.weight > 0 && (running.isEmpty || rests[$0.id, default: .zero] <= virtual)
      }
      guard begin(.chat, in: free, people: people, using: &random) else { return }
    }
  }

  /// Begins a scene in one of `channels` in which none is running, by weight.
  /// - Returns: Whether there was one.
  @discardableResult
  private mutating func begin(
    _ kind: Scene.Kind, in channels: [CrowdChannel], people: People, using random: inout SplitMix
  ) -> Bool {
    var channels = channels.filter { channel in
      !running.contains { $0.performance.channel == channel.id }
    }
    while let index = Self.weighted(channels, using: &random) {
      let channel = channels.remove(at: index)
      guard let performance = cast(kind, in: channel, people: people, using: &random) else { continue }
      let pause = TypingPace.pause(before: performance.body(of: 0), using: &random)
      running.append(Running(performance: performance, due: virtual + pause))
      return true
    }
    return false
  }

  private mutating func cast(
    _ kind: Scene.Kind, in channel: CrowdChannel, people: People, using random: inout SplitMix
  ) -> Performance? {
    let available = channel.cast.filter(people.canPlay).shuffled(using: &random)
    let scene = deck.draw(kind, for: channel.id, using: &random) { _, scene in
      scene.roles.count <= available.count
    }
    return scene.flatMap {
      Performance(of: $0, in: channel.id, available: available, me: world.me, using: &random)
    }
  }

  private static func weighted(_ channels: [CrowdChannel], using random: inout SplitMix) -> Int? {
    // Direct chats have no weight of their own: among themselves they are equal.
    let weights = channels.map { max(1, $0.weight) }
    guard !weights.isEmpty else { return nil }
    var rest = Int.random(in: 0..<weights.reduce(0, +), using: &random)
    return weights.firstIndex { weight in
      rest -= weight
      return rest < 0
    }
  }
}
