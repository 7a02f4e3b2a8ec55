import ChatModel

/// Chooses the scenes of one channel's history.
struct HistoryTeller {
  let channel: CrowdChannel
  let me: UserID
  /// The scenes that history is told from.
  let pool: Set<Int>

  /// Draws scenes until there are about as many messages as planned, oldest first.
  func tell(from deck: inout SceneDeck, using random: inout SplitMix) -> [Performance] {
    let plan = HistoryPlan.of(channel)
    let kind: Scene.Kind = channel.id.isDirect ? .told : .chat
    var performances: [Performance] = []
    var count = 0
    while count < plan.messages, let performance = draw(kind, from: &deck, using: &random) {
      performances.append(performance)
      count += performance.scene.turns.count
    }
    if plan.endsWithCall, let performance = draw(.call, from: &deck, using: &random) {
      performances.append(performance)
    }
    return performances
  }

  private func draw(
    _ kind: Scene.Kind, from deck: inout SceneDeck, using random: inout SplitMix
  ) -> Performance? {
    let scene = deck.draw(kind, for: channel.id, using: &random) { index, scene in
      kind != .chat || pool.contains(index)
    }
    return scene.flatMap {
      Performance(
        of: $0, in: channel.id, available: channel.cast.shuffled(using: &random), me: me, using: &random)
    }
  }
}

/// What a channel looks like when the demo begins.
struct HistoryPlan: Sendable {
  /// About how many messages it has.
  let messages: Int
  /// How many of them the demo user has not read.
  let unread: Int
  /// Whether the last scene is one that addresses the demo user.
  let endsWithCall: Bool

  /// Some channels with more unread than fits a screen, some with a few, and most with none.
  static func of(_ channel: CrowdChannel) -> HistoryPlan {
    switch channel.id.rawValue {
    case "general": HistoryPlan(messages: 80, unread: 55, endsWithCall: false)
    case "incidents": HistoryPlan(messages: 34, unread: 7, endsWithCall: true)
    case "random": HistoryPlan(messages: 45, unread: 0, endsWithCall: false)
    case "kafka": HistoryPlan(messages: 30, unread: 12, endsWithCall: false)
    case "books": HistoryPlan(messages: 30, unread: 3, endsWithCall: true)
    case "release": HistoryPlan(messages: 20, unread: 2, endsWithCall: false)
    case "dm.alice.carol": HistoryPlan(messages: 12, unread: 1, endsWithCall: true)
    default: HistoryPlan(messages: channel.id.isDirect ? 9 : 24, unread: 0, endsWithCall: false)
    }
  }
}
