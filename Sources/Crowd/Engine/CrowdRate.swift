/// How much the crowd says, in messages a minute over all channels.
public struct CrowdRate: Hashable, Sendable {
  /// 0 (paused) … `most`.
  public let perMinute: Double

  /// The bound: enough to keep a server busy.
  public static let most = 100_000.0
  /// One message a second: lively, and still readable.
  public static let usual = CrowdRate(perMinute: 60)

  /// The highest rate at which people are seen typing: beyond it nobody could follow, and it is load that is wanted.
  private static let mostTyping = 600.0

  /// The steps of `faster()` and `slower()`.
  private static let steps = [
    0, 6, 20, 60, 120, 300, 600, 2_000, 6_000, 20_000, 60_000, most,
  ]

  /// Creates a rate, moved into the bounds.
  public init(perMinute: Double) {
    self.perMinute = perMinute.isNaN ? 0 : min(max(perMinute, 0), Self.most)
  }

  /// Nothing is said but answers.
  public var isPaused: Bool { perMinute == 0 }

  /// Whether people are seen typing.
  var showsTyping: Bool { perMinute <= Self.mostTyping }

  /// The next step up; the highest stays.
  public func faster() -> CrowdRate {
    CrowdRate(perMinute: Self.steps.first { $0 > perMinute } ?? Self.most)
  }

  /// The next step down; 0 stays.
  public func slower() -> CrowdRate {
    CrowdRate(perMinute: Self.steps.last { $0 < perMinute } ?? 0)
  }

  /// A random time between two messages, on average a minute divided by the rate; `nil` if paused.
  ///
  /// 3u² for a uniform u has mean 1, many small values and none above 3: bursts, as people make them, but no silence
  /// that would look like a fault.
  func gap(using random: inout SplitMix) -> Duration? {
    guard !isPaused else { return nil }
    let uniform = Double.random(in: 0..<1, using: &random)
    return .seconds(60 / perMinute * 3 * uniform * uniform)
  }
}
