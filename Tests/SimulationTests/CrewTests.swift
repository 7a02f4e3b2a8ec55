import ChatModel
import Testing

@testable import Simulation

@Suite struct CrewTests {
  private func crew(isClosed: Bool = false, seed: UInt64 = 1) -> Crew {
    var plan = WorldPlan()
    (plan.users, plan.channels, plan.seed) = (60, 12, seed)
    var crew = Crew(Population(plan, run: "r"), isClosed: isClosed)
    var stage = Stage(name: "s")
    (stage.scrolls, stage.posts, stage.marks, stage.ramp) = (3, 40, 0.05, .zero)
    _ = crew.advance(to: .zero)
    crew.begin(stage)
    return crew
  }

  /// What is sent in ten seconds when Kafka acknowledges at once, asked for in steps of `step`.
  private func sent(by crew: inout Crew, step: Duration) -> [Shipment] {
    var all: [Shipment] = []
    var time = Duration.zero
    while time < .seconds(10) {
      time += step
      for shipment in crew.advance(to: time) {
        all.append(shipment)
        crew.acknowledged(shipment)
      }
    }
    return all
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func shipmentsAreDueInOrderAndNeverInTheFuture(seed: UInt64) {
    var crew = crew(seed: seed)
    let dues = sent(by: &crew, step: .milliseconds(10)).map(\.due)
    #expect(!dues.isEmpty && dues == dues.sorted() && dues.allSatisfy { $0 <= .seconds(10) }, "seed \(seed)")
  }

  @Test func aReceiptThatWaitsForAStalledKafkaCountsFromWhenItWasRead() throws {
    var plan = WorldPlan()
    (plan.users, plan.channels, plan.directs, plan.silent, plan.terminals) = (2, 1, 0, 0, 1)
    var crew = Crew(Population(plan, run: "r"))
    var stage = Stage(name: "s")
    (stage.scrolls, stage.posts, stage.marks, stage.ramp) = (5, 0, 0, .zero)
    crew.begin(stage)
    var time = Duration.zero
    var first: Shipment?
    while first == nil, time < .seconds(60) {
      time += .milliseconds(10)
      first = crew.advance(to: time).first
    }
    guard case .receipt(_, let terminal, let sent)? = first else {
      Issue.record("nothing was read")
      return
    }
    _ = crew.advance(to: sent + .seconds(5))
    try crew.acknowledged(#require(first))
    let next = crew.advance(to: sent + .milliseconds(5_001)).lazy.compactMap { shipment -> Duration? in
      if case .receipt(_, terminal, let due) = shipment { due } else { nil }
    }.first
    let due = try #require(next, "what was read meanwhile goes out at once")
    #expect(due >= sent + .milliseconds(250) && due < sent + .seconds(3))
  }

  @Test func messagesAreDueWhenTheScheduleSaysHoweverLateTheCallerIs() {
    func posts(_ step: Duration) -> Int {
      var crew = crew()
      return sent(by: &crew, step: step).count { if case .post = $0 { true } else { false } }
    }
    // 400 on average; its deviation is 20.
    for step in [Duration.milliseconds(10), .seconds(5)] { #expect((300...500).contains(posts(step))) }
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func whatIsAcknowledgedIsFoundExact_AndWhatIsMissingIsLost(seed: UInt64) {
    var crew = crew(seed: seed)
    var stored: [Int: ReadState] = [:]
    for case .receipt(let receipt, _, _) in sent(by: &crew, step: .milliseconds(10)) {
      guard let user = crew.population.number(of: receipt.key.user),
        let channel = crew.population.number(of: receipt.key.channel),
        let slot = crew.population.slot(of: user, in: channel)
      else {
        Issue.record("a receipt of a stranger: \(receipt.key), seed \(seed)")
        continue
      }
      stored[slot, default: ReadState()].join(receipt.delta)
    }
    #expect(stored.count == crew.ledger.acknowledgedSlots && !stored.isEmpty, "seed \(seed)")
    for (slot, state) in stored {
      #expect(crew.ledger.check(state, slot: slot, own: 0) == nil, "seed \(seed)")
      #expect(crew.ledger.check(ReadState(), slot: slot, own: 0) != nil, "seed \(seed)")
      #expect(
        crew.ledger.check(state.joined(.read(9_999, epoch: 0)), slot: slot, own: 0) != nil, "seed \(seed)")
    }
  }

  @Test func acknowledgedMessagesThatAreMissingDoubledOrUnknownAreCounted() {
    var crew = crew()
    _ = sent(by: &crew, step: .milliseconds(10))
    let all = Array(0..<crew.ledger.sentPosts)
    #expect(crew.ledger.check(posts: all).isClean)
    #expect(crew.ledger.check(posts: Array(all.dropFirst())) == PostFaults(lost: 1, doubled: 0, invented: 0))
    #expect(crew.ledger.check(posts: all + [0]) == PostFaults(lost: 0, doubled: 1, invented: 0))
    #expect(crew.ledger.check(posts: all + [all.count]) == PostFaults(lost: 0, doubled: 0, invented: 1))
  }
}
