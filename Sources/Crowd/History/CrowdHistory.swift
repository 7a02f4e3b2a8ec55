import ChatModel

/// What was said before the demo began, and what of it is read.
public struct CrowdHistory: Sendable {
  private let world: World
  private let seed: UInt64
  private let scenes: [(channel: CrowdChannel, performances: [Performance])]
  private let random: SplitMix
  /// The deck as the live crowd goes on with it.
  let deckAfter: SceneDeck

  /// The share of the scenes that history is told from.
  private static let share = 0.5
  /// How far back history goes, in seconds: four days.
  private static let span = 345_600.0

  /// Chooses what was said.
  /// - Parameters:
  ///   - world: Who there is.
  ///   - script: What they talked about.
  ///   - seed: The same as the world's and the engine's.
  public init(world: World, script: Script, seed: UInt64) {
    var random = SplitMix(seed: seed ^ 0x4157_0000)
    var deck = SceneDeck(script)
    let pool = deck.share(Self.share, using: &random)
    var scenes: [(CrowdChannel, [Performance])] = []
    for channel in world.channels {
      let teller = HistoryTeller(channel: channel, me: world.me, pool: pool)
      scenes.append((channel, teller.tell(from: &deck, using: &random)))
    }
    self.world = world
    self.seed = seed
    self.scenes = scenes
    self.random = random
    deckAfter = deck
  }

  /// All messages with their times, oldest first, the last of each channel a few minutes before `now`.
  ///
  /// In each channel times rise strictly. Client ids follow from the seed, so adding them twice adds them once.
  public func messages(now: Timestamp) -> [(MessageEvent, Timestamp)] {
    var random = random
    var result: [(event: MessageEvent, time: Timestamp)] = []
    for (channel, performances) in scenes {
      result += messages(of: performances, in: channel.id, now: now, using: &random)
    }
    // Not stable, but no two messages of a channel have the same time.
    return result.sorted { ($0.time, $0.event.channel) < ($1.time, $1.event.channel) }.map {
      ($0.event, $0.time)
    }
  }

  /// From the newest message back to the oldest.
  private func messages(
    of performances: [Performance], in channel: ChannelID, now: Timestamp, using random: inout SplitMix
  ) -> [(event: MessageEvent, time: Timestamp)] {
    var number = performances.reduce(0) { $0 + $1.scene.turns.count }
    let pause = Self.span / Double(max(1, performances.count))
    var before = random.seconds(60...600)
    var result: [(event: MessageEvent, time: Timestamp)] = []
    for performance in performances.reversed() {
      for turn in performance.scene.turns.indices.reversed() {
        let body = performance.body(of: turn)
        let id = "\(CrowdEngine.commonIDPrefix)\(String(seed, radix: 36)).\(channel).\(number)"
        let event = try? MessageEvent(
          id: id, channel: channel, author: performance.author(of: turn), body: body)
        let time = Timestamp(milliseconds: now.milliseconds - Int64(before / .milliseconds(1)))
        // Never nil: `ScriptCheck` keeps texts within the bounds of events.
        if let event { result.append((event, time)) }
        before += TypingPace.pause(before: body, using: &random) * 2
        number -= 1
      }
      before += random.seconds(pause * 0.5...pause * 1.5)
    }
    return result.reversed()
  }

  /// What the demo users and the regulars have read of it, so that the demo begins with a few channels unread.
  /// - Parameter heads: The heads after the history was stored; channels without messages are left out.
  /// - Returns: Receipts within the heads, of members.
  public func initialReads(heads: [ChannelID: Seq]) -> [ReceiptEvent] {
    scenes.flatMap { channel, _ -> [ReceiptEvent] in
      guard let head = heads[channel.id] else { return [] }
      let unread = Seq(HistoryPlan.of(channel).unread)
      return channel.members.filter { $0 == world.me || $0 == world.second || channel.cast.contains($0) }
        .compactMap { user in
          // Nobody has read beyond the first message? Then there is no receipt: seq 0 is none.
          let seq = user == world.me ? head - unread : head
          return try? ReceiptEvent(UserChannel(user, channel.id), .read, seq: seq, epoch: 0)
        }
    }
  }
}
