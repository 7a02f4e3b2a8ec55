import ChatModel
import Testing

@testable import Patterns

@Suite("What the times of a run say")
struct EventTimesTests {
  @Test("flat out, latencies count from the handing over, and rates until the last")
  func flatOut() {
    let workload = Workload(.distinct, events: 4, pace: .flatOut, seed: 1)
    var times = EventTimes(count: 4, start: 1_000_000)
    times.acknowledge(0..<2, sent: 1_000_000, at: 1_010_000)
    times.acknowledge(2..<4, sent: 1_010_000, at: 1_500_000)
    for number in 0..<4 { times.settle(number, at: 3_000_000) }
    let figures = times.figures(of: workload)
    #expect(times.acknowledgedCount == 4)
    #expect(figures.acceptedPerSecond == 8)
    #expect(figures.durablePerSecond == 2)
    #expect(figures.acknowledgement.count == 4)
    #expect(isAbout(figures.acknowledgement.max, 490_000))
    #expect(isAbout(figures.durable.max, 2_000_000))
    #expect(figures.recovery == nil)
  }

  /// Histograms keep three significant digits.
  private func isAbout(_ value: Int64, _ expected: Int64) -> Bool {
    abs(value - expected) <= expected / 1_000
  }

  @Test("with a schedule they count from when an event was due: what had to wait its turn was late")
  func schedule() {
    let workload = Workload(.distinct, events: 3, pace: .steady(rate: 10), seed: 1)
    var times = EventTimes(count: 3, start: 1_000_000)
    times.acknowledge(0..<3, sent: 1_900_000, at: 2_000_000)
    #expect(isAbout(times.figures(of: workload).acknowledgement.max, 1_000_000))
    #expect(isAbout(times.figures(of: workload).acknowledgement.min, 800_000))
  }

  @Test("of a steady load the first two seconds do not count")
  func warmUp() {
    let workload = Workload(.steady, events: 60, pace: .steady(rate: 10), seed: 1)
    var times = EventTimes(count: 60, start: 1_000_000)
    times.acknowledge(0..<20, sent: 1_000_000, at: 4_000_000)
    times.acknowledge(20..<60, sent: 3_000_000, at: 9_000_000)
    let figures = times.figures(of: workload)
    #expect(figures.acknowledgement.count == 40)
    #expect(isAbout(figures.acknowledgement.max, 6_000_000))
  }

  @Test("what never gets to the database has no durable rate")
  func neverDurable() {
    let workload = Workload(.distinct, events: 2, pace: .flatOut, seed: 1)
    var times = EventTimes(count: 2, start: 1)
    times.acknowledge(0..<1, sent: 1, at: 500_001)
    let figures = times.figures(of: workload)
    #expect(figures.durablePerSecond == nil)
    #expect(figures.durable.count == 0)
    #expect(figures.acceptedPerSecond == 2)
    #expect(figures.acknowledgement.count == 1)
  }

  @Test("an acknowledgement that comes twice counts once")
  func twice() {
    var times = EventTimes(count: 3, start: 0)
    times.acknowledge(0..<2, sent: 1, at: 5)
    times.acknowledge(1..<3, sent: 6, at: 9)
    #expect(times.acknowledgedCount == 3)
    #expect(times.isAcknowledged(2))
  }

  @Test("a burst is over when the backlog is as small as before it")
  func recovery() {
    // 10 a second for half a second, 100 in the next, then 10 a second again; the database manages 50 a second.
    let workload = Workload(.burst, events: 110, pace: .burst(rate: 10), seed: 1)
    let (burst, after) = workload.pace.phases(of: 110)
    #expect(burst == 5)
    #expect(after == 105)
    var times = EventTimes(count: 110, start: 10_000_000)
    var free: Int64 = 0
    for number in 0..<110 {
      let due = 10_000_000 + (workload.due(number) ?? 0)
      free = max(free, due) + 20_000
      times.acknowledge(number..<number + 1, sent: due, at: free)
      times.settle(number, at: free)
    }
    // Some 50 are left at the end of the burst, and each second 40 of them fewer: over after a bit more than a second.
    let recovery = times.figures(of: workload).recovery ?? 0
    #expect(recovery > 900_000 && recovery < 1_400_000, "\(recovery)")
  }

  @Test("the longest silence counts from the moment, too")
  func silence() {
    var times = EventTimes(count: 3, start: 0)
    times.acknowledge(0..<1, sent: 0, at: 100)
    times.acknowledge(1..<2, sent: 0, at: 900)
    times.acknowledge(2..<3, sent: 0, at: 950)
    #expect(times.longestSilence(after: 200) == 700)
    #expect(times.longestSilence(after: 920) == 30)
    #expect(times.longestSilence(after: 2_000) == 0)
  }

  @Test("lost is what was acknowledged and is not at or above its seq")
  func ledger() {
    let events = [
      ReadEvent(membership: 1, seq: 10), ReadEvent(membership: 1, seq: 11), ReadEvent(membership: 2, seq: 5),
      ReadEvent(membership: 3, seq: 5),
    ]
    var times = EventTimes(count: 4, start: 0)
    times.acknowledge(0..<3, sent: 1, at: 2)
    let ledger = LossLedger(events, times)
    #expect(ledger.loss(comparing: [1: 11, 2: 7]) == LossLedger.Loss(acknowledged: 3, lost: 0))
    #expect(ledger.loss(comparing: [1: 10]) == LossLedger.Loss(acknowledged: 3, lost: 2))
    #expect(ledger.loss(comparing: [:]) == LossLedger.Loss(acknowledged: 3, lost: 3))
  }
}
