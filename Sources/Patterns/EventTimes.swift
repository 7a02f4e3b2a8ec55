import ChatModel
import Measure

/// When each event of a run was handed over, acknowledged and durable, in microseconds since 1970; 0 means never.
public struct EventTimes: Sendable, Equatable {
  /// When the run began.
  public let start: Int64
  private(set) var sent: [Int64]
  private(set) var acknowledged: [Int64]
  private(set) var durable: [Int64]
  /// How many events are acknowledged.
  public private(set) var acknowledgedCount = 0

  /// Creates times of which none has come yet.
  public init(count: Int, start: Int64) {
    self.start = start
    sent = Array(repeating: 0, count: count)
    acknowledged = sent
    durable = sent
  }

  /// Notes that events were handed over and then acknowledged.
  public mutating func acknowledge(_ numbers: Range<Int>, sent sentAt: Int64, at now: Int64) {
    for number in numbers where acknowledged[number] == 0 {
      sent[number] = sentAt
      acknowledged[number] = now
      acknowledgedCount += 1
    }
  }

  /// Whether an event is acknowledged.
  public func isAcknowledged(_ number: Int) -> Bool {
    acknowledged[number] != 0
  }

  /// Notes when an event became durable.
  public mutating func settle(_ number: Int, at time: Int64) {
    durable[number] = time
  }

  /// Notes that each event was durable when it was acknowledged.
  public mutating func settleWhenAcknowledged() {
    durable = acknowledged
  }

  /// The longest time after `moment` in which nothing was acknowledged, in microseconds.
  public func longestSilence(after moment: Int64) -> Int64 {
    let later = acknowledged.filter { $0 >= moment }.sorted()
    return zip([moment] + later, later).map { $1 - $0 }.max() ?? 0
  }
}

extension EventTimes {
  /// What these times say of a workload.
  ///
  /// With a schedule, both latencies count from when an event was due, so that a pattern which cannot keep up does not
  /// make its load wait (coordinated omission). Without one they count from the handing over.
  public func figures(of workload: Workload) -> SpeedFigures {
    var figures = SpeedFigures()
    for number in sent.indices.dropFirst(workload.warmUp) where acknowledged[number] != 0 {
      let begin = workload.due(number).map { start + $0 } ?? sent[number]
      figures.acknowledgement.record(max(0, acknowledged[number] - begin))
      if durable[number] != 0 { figures.durable.record(max(0, durable[number] - begin)) }
    }
    figures.acceptedPerSecond = rate(until: acknowledged.max() ?? 0, acknowledgedCount)
    if let last = durable.max(), last > 0 { figures.durablePerSecond = rate(until: last, sent.count) }
    figures.recovery = recovery(after: workload)
    return figures
  }

  private func rate(until end: Int64, _ count: Int) -> Double {
    end > start ? Double(count) * 1_000_000 / Double(end - start) : 0
  }

  /// How long after the end of a burst the backlog, that is what is due and not yet durable, is as small again as it
  /// was at most before the burst; in microseconds.
  private func recovery(after workload: Workload) -> Int64? {
    guard case .burst = workload.pace else { return nil }
    let (burst, after) = workload.pace.phases(of: workload.count)
    let due = (0..<workload.count).map { start + (workload.due($0) ?? 0) }
    let done = durable.sorted()
    guard let first = done.first, first > 0, after > 0 else { return nil }
    let (begin, end) = (due[min(burst, due.count - 1)], after < due.count ? due[after] : due[due.count - 1])
    var usual = 1
    var left = 0
    var next = 0
    for (number, time) in done.enumerated() {
      // All that was due before this moment, without what had become durable before it.
      while next < due.count, due[next] < time { next += 1 }
      left = next - number
      if time <= begin { usual = max(usual, left) }
      if time > end, left - 1 <= usual { return time - end }
    }
    return nil
  }
}

/// How fast a pattern was.
public struct SpeedFigures: Sendable, Equatable {
  /// Events a second until the last was acknowledged.
  public var acceptedPerSecond = 0.0
  /// Events a second until the last was in the database; `nil` if they never get there.
  public var durablePerSecond: Double?
  /// From the moment an event was due, or handed over, to its acknowledgement.
  public var acknowledgement = Histogram()
  /// From then until its row was committed; where rows tell it, only of the last event of each membership.
  public var durable = Histogram()
  /// After a burst, until the backlog was as before, in microseconds.
  public var recovery: Int64?

  /// Creates figures of nothing.
  public init() {}
}
