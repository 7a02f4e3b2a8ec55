import ChatModel
import Crowd

/// A receipt of a workload: a membership has been read up to a seq.
public struct ReadEvent: Sendable, Hashable {
  private let number: Int32
  private let position: Int32

  /// Creates an event.
  public init(membership: Int, seq: Seq) {
    number = Int32(clamping: membership)
    position = Int32(clamping: seq)
  }

  /// The number of the membership; see `Readers`.
  public var membership: Int { Int(number) }
  /// Read up to here.
  public var seq: Seq { Seq(position) }
  /// Whether this is the last event of its membership: what makes it durable makes the ones before so, too.
  public var isLast: Bool { seq == Readers.head }
}

/// The receipts that every pattern has to record, and when they are due; the same seed makes the same ones.
public struct Workload: Sendable, Equatable, Codable {
  /// What people do.
  public enum Kind: String, Sendable, CaseIterable, Codable {
    /// Each receipt is of another membership.
    case distinct
    /// Two thousand memberships at a time are read on in ten rising steps, interleaved.
    case scrolling
    /// Each receipt is of another membership, at a steady rate but for a second of ten times as many.
    case burst
    /// Each receipt is of another membership, at a steady rate: what latencies are when nothing is at its limit.
    case steady

    /// Whether events are due at given times, so that rates say nothing.
    public var isPaced: Bool { self == .burst || self == .steady }
  }

  /// How many scroll at a time.
  static let crowd = 2_000
  /// How many positions each of them passes.
  static let steps = 10

  /// What people do.
  public let kind: Kind
  /// When events are due.
  public let pace: WorkloadPace
  /// Where the order comes from.
  public let seed: UInt64
  /// How many events there are.
  public let count: Int

  /// Creates a workload.
  public init(_ kind: Kind, events: Int, pace: WorkloadPace, seed: UInt64) {
    self.kind = kind
    self.pace = pace
    self.seed = seed
    count = kind == .scrolling ? max(1, events / Self.steps) * Self.steps : max(1, events)
  }

  /// How many memberships have events.
  public var memberships: Int { kind == .scrolling ? count / Self.steps : count }

  /// How many events pass before figures count: two seconds' worth of a steady load, elsewhere none.
  ///
  /// Programs that compile as they run get warm meanwhile. Other rates are of the whole.
  public var warmUp: Int {
    if kind == .steady, case .steady(let rate) = pace { min(count / 2, 2 * rate) } else { 0 }
  }

  /// All events in their order.
  public func events() -> [ReadEvent] {
    var random = SplitMix(seed: seed)
    let order = (0..<memberships).shuffled(using: &random)
    guard kind == .scrolling else { return order.map { ReadEvent(membership: $0, seq: Readers.head) } }
    var events: [ReadEvent] = []
    events.reserveCapacity(count)
    for start in stride(from: 0, to: order.count, by: Self.crowd) {
      var group = Array(order[start..<min(start + Self.crowd, order.count)])
      for step in 1...Self.steps {
        group.shuffle(using: &random)
        let seq = Readers.head - Seq(Self.steps - step)
        events += group.map { ReadEvent(membership: $0, seq: seq) }
      }
    }
    return events
  }

  /// When an event is due, in microseconds after the start; `nil` if as soon as possible.
  public func due(_ number: Int) -> Int64? {
    pace.due(number, of: count)
  }
}
