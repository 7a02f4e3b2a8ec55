import Measure
import Simulation
import Testing

@Suite("Which faults come, and what is told of them")
struct FaultTests {
  @Test("each row comes once, in order, and then what the seed brings")
  func plan() {
    let rows: [Fault] = [.killRedis, .killServer, .freezePostgres]
    var plan = FaultPlan(rows: rows, seed: 7)
    var same = FaultPlan(rows: rows, seed: 7)
    var taken: [[Fault]] = []
    for _ in 0..<rows.count {
      #expect(!plan.isRandom)
      taken.append(plan.take())
      #expect(same.take() == taken[taken.count - 1])
    }
    #expect(taken == rows.map { [$0] })
    #expect(plan.isRandom)
    let random = (0..<200).map { _ in plan.take() }
    #expect(random == (0..<200).map { _ in same.take() })
    #expect(random.contains { $0.count == 1 } && random.contains { $0.count == 2 })
    #expect(
      random.allSatisfy { $0.count == 1 || $0[0].part != $0[1].part }, "two of one part hide each other")
  }

  @Test("with faults of one part only, none comes in pairs")
  func onePart() {
    var plan = FaultPlan(rows: [.killRedis, .flushRedis], seed: 1)
    #expect((0..<50).allSatisfy { _ in plan.take().count == 1 })
    plan = FaultPlan(rows: [.stepClock, .killServer, .stormServers, .joinServers], seed: 1)
    #expect((0..<50).allSatisfy { _ in plan.take().count == 1 })
  }

  @Test("faults have names that can be asked for, and parts")
  func names() {
    #expect(Set(Fault.allCases.map(\.title)).count == Fault.allCases.count)
    #expect(Fault.killServer.part == Fault.killServers.part)
    #expect(Fault.stepClock.part == Fault.joinServers.part, "its server comes and goes among the others")
    #expect(Fault.killRedis.part != Fault.killKafka.part)
    #expect(Fault.allCases.filter(\.needsBroker) == [.killKafka, .freezeKafka, .addPartitions])
  }

  @Test("rows are summed, and the worst is told")
  func table() {
    var tally = FaultTally()
    var outcome = FaultOutcome()
    (outcome.acknowledged, outcome.failed, outcome.unknown, outcome.absorbed) = (100, 2, 3, 5)
    (outcome.staleness, outcome.recovery) = (1_200, 800)
    tally.add(outcome, of: [.killRedis])
    outcome.recovery = 2_000
    tally.add(outcome, of: [.killRedis])
    tally.add(outcome, of: [.killRedis, .killServer])
    #expect(tally.isExact && tally.count == 3)
    #expect(
      tally.table.rows == [
        ["kill -9 of Redis", 2, 200, 4, 6, 0, 0, 10, 1.2, 2, 2],
        ["two at once", 1, 100, 2, 3, 0, 0, 5, 1.2, 2, 2],
      ])
    #expect(tally.table.rows.allSatisfy { $0.count == FaultTally.columns.count })
  }

  @Test("what was lost, wrong, or never well again is told", arguments: [0, 1, 2])
  func inexact(what: Int) {
    var outcome = FaultOutcome()
    outcome.recovery = 10
    if what == 0 { outcome.lost = 1 }
    if what == 1 { outcome.wrong = 1 }
    if what == 2 { outcome.recovery = nil }
    var tally = FaultTally()
    tally.add(outcome, of: [.killKafka])
    #expect(!tally.isExact)
    #expect(tally.table.rows[0].last == (what == 2 ? "never" : 0))
  }

  @Test("an outcome that is not exact is told with its faults and why, before all of them are counted")
  func verdicts() {
    var tally = FaultTally()
    var outcome = FaultOutcome()
    outcome.recovery = 1_000
    tally.add(outcome, of: [.killRedis])
    #expect(tally.verdicts.map(\.sentence) == ["1 faults: nothing lost, nothing wrong"])
    outcome.healed(2)
    tally.add(outcome, of: [.killRedis, .stepClock])
    #expect(tally.verdicts.map(\.holds) == [false, false])
    #expect(tally.verdicts.last?.sentence == "2 faults: 1 of them not exact")
    let sentence = tally.verdicts[0].sentence
    #expect(sentence.hasPrefix("kill -9 of Redis and a server's clock steps an hour both ways: "))
    #expect(sentence.hasSuffix("; the servers found 2 counts wrong at rest, and healed them"))
  }
}
