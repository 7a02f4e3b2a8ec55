import ChatModel

/// Which scenes were played how often: the least played one comes next, so nothing repeats before it must.
struct SceneDeck: Sendable {
  private let scenes: [Scene]
  private var plays: [Int]

  init(_ script: Script) {
    scenes = script.scenes
    plays = Array(repeating: 0, count: scenes.count)
  }

  /// Draws a scene, one of the least played, at random; `nil` if none fits.
  mutating func draw(
    _ kind: Scene.Kind, for channel: ChannelID, using random: inout SplitMix, where fits: (Int, Scene) -> Bool
  ) -> Scene? {
    let place = Scene.Place(channel)
    let fitting = scenes.indices.filter { index in
      let scene = scenes[index]
      return scene.kind == kind && scene.places.contains(place) && fits(index, scene)
    }
    guard let least = fitting.map({ plays[$0] }).min(),
      let index = fitting.filter({ plays[$0] == least }).randomElement(using: &random)
    else { return nil }
    plays[index] += 1
    return scenes[index]
  }

  /// Some of the scenes of every channel, a share of them, chosen at random: history is told from these, so that the
  /// rest is new when it is played live.
  ///
  /// A scene that fits several channels belongs to its first.
  func share(_ share: Double, using random: inout SplitMix) -> Set<Int> {
    let places = scenes.flatMap { $0.places.prefix(1) }
    var chosen: Set<Int> = []
    var seen: Set<Scene.Place> = []
    for place in places where seen.insert(place).inserted {
      let own = scenes.indices.filter { scenes[$0].kind == .chat && scenes[$0].places.first == place }
      chosen.formUnion(own.shuffled(using: &random).prefix(Int((Double(own.count) * share).rounded(.up))))
    }
    return chosen
  }
}
