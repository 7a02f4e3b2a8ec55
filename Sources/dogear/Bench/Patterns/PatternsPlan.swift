import Arguments
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
    let pace: WorkloadPace =
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
    case .burst:
      "burst: \(events) receipts, \(steadyRate)/s, and \(steadyRate * WorkloadPace.factor)/s for a second"
    case .steady: "steady: \(events) receipts, each of another membership, \(steadyRate)/s"
    }
  }
}

/// A list of patterns on the command line: letters parted by commas.
struct PatternList: ExpressibleByArgument {
  let patterns: [Pattern]

  static let all = PatternList(patterns: Pattern.allCases)

  init(patterns: [Pattern]) {
    self.patterns = patterns
  }

  init?(argument: String) {
    let names = argument.split(separator: ",", omittingEmptySubsequences: false)
    let patterns = names.compactMap { Pattern(rawValue: $0.uppercased()) }
    guard patterns.count == names.count, Set(patterns).count == patterns.count else { return nil }
    self.init(patterns: patterns)
  }

  var defaultValueDescription: String { patterns.map(\.rawValue).joined(separator: ",") }
  static var formatHint: String? { "letters of A, B, C and D, parted by commas" }
}

/// One workload, or all.
struct WorkloadChoice: ExpressibleByArgument {
  let kinds: [Workload.Kind]

  static let all = WorkloadChoice(kinds: [.distinct, .scrolling, .burst])

  init(kinds: [Workload.Kind]) {
    self.kinds = kinds
  }

  init?(argument: String) {
    if argument == "all" {
      self = .all
    } else if let kind = Workload.Kind(rawValue: argument) {
      self.init(kinds: [kind])
    } else {
      return nil
    }
  }

  var defaultValueDescription: String { kinds.count > 1 ? "all" : kinds.map(\.rawValue).joined() }
  static var allValueStrings: [String] { Workload.Kind.allCases.map(\.rawValue) + ["all"] }
}
