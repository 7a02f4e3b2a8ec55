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
