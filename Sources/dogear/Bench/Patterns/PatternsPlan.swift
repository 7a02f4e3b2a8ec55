import Patterns

/// What `dogear bench patterns` measures.
struct PatternsPlan: Sendable {
  let patterns: [Pattern]
  let kinds: [Workload.Kind]
  let events: Int
  /// Events a second before and after a burst, or all the time; as fits the events unless given.
  let rate: Int?
  let seed: UInt64
  let syncInterval: Duration
  let kills: Bool
  let kafkaHome: String?

  /// Less than half of what a database does on a small machine with a write for each event.
  private static let usualRate = 8_000
  /// Of the runs in which something is killed.
  private static let killRate = 5_000
  private static let killSeconds = 6

  /// The rate outside the burst, and where there is none.
  var steadyRate: Int { rate ?? max(1, min(Self.usualRate, events / 20)) }

  func workload(_ kind: Workload.Kind) -> Workload {
    let pace: Pace =
      switch kind {
      case .distinct, .scrolling: .flatOut
      case .burst: .burst(rate: steadyRate)
      case .steady: .steady(rate: steadyRate)
      }
    return Workload(kind, events: events, pace: pace, seed: seed)
  }

  /// Some seconds at a steady rate.
  var killWorkload: Workload {
    let rate = max(50, min(Self.killRate, events / 40))
    return Workload(.distinct, events: rate * Self.killSeconds, pace: .steady(rate: rate), seed: seed)
  }

  /// The processes of a pattern that are killed: the in-process broker is no process.
  func killed(of pattern: Pattern) -> [PatternProcess] {
    guard kills else { return [] }
    return pattern.processes.filter { $0 != .kafka || kafkaHome != nil }
  }

  /// A clear sentence about a workload.
  func sentence(_ kind: Workload.Kind) -> String {
    switch kind {
    case .distinct: "distinct: \(events) receipts, each of another membership"
    case .scrolling: "scrolling: \(events) receipts, 2,000 memberships at a time, ten rising positions each"
    case .burst: "burst: \(events) receipts, \(steadyRate)/s, and \(steadyRate * Pace.factor)/s for a second"
    case .steady: "steady: \(events) receipts, each of another membership, \(steadyRate)/s"
    }
  }
}
