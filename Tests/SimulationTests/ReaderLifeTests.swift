import ChatModel
import Simulation
import Testing

/// What readers do over time.
@Suite struct ReaderLifeTests {
  private func population(seed: UInt64 = 1, users: Int = 60, change: (inout WorldPlan) -> Void = { _ in })
    -> Population
  {
    var plan = WorldPlan()
    plan.users = users
    plan.channels = 12
    plan.joined = 5
    plan.history = 60
    plan.seed = seed
    change(&plan)
    return Population(plan, run: "test")
  }

  private func stage(_ change: (inout Stage) -> Void = { _ in }) -> Stage {
    var stage = Stage(name: "test")
    stage.scrolls = 2
    stage.posts = 20
    stage.ramp = .seconds(1)
    change(&stage)
    return stage
  }

  /// Runs a crew for some seconds in steps of `step`, everything acknowledged at once.
  private func run(
    _ crew: inout Crew, _ stage: Stage, seconds: Int, step: Duration = .milliseconds(10)
  ) -> [Shipment] {
    var all: [Shipment] = []
    crew.begin(stage)
    let end = crew.now + .seconds(seconds)
    while crew.now < end {
      let shipments = crew.advance(to: crew.now + step)
      for shipment in shipments { crew.acknowledged(shipment) }
      all += shipments
    }
    return all
  }

  private func receipts(_ shipments: [Shipment]) -> [ReceiptEvent] {
    shipments.compactMap { if case .receipt(let receipt, _, _) = $0 { receipt } else { nil } }
  }

  @Test func whatIsDueFollowsFromTheSeedAndNotFromTheCaller() {
    var (one, other, third) = (Crew(population()), Crew(population()), Crew(population(seed: 2)))
    let first = run(&one, stage(), seconds: 5)
    #expect(!receipts(first).isEmpty)
    #expect(first == run(&other, stage(), seconds: 5))
    #expect(first != run(&third, stage(), seconds: 5))
  }

  @Test func nobodyReadsWhatIsNotThereAndPositionsRise() {
    var crew = Crew(population())
    var highest: [UserChannel: Seq] = [:]
    let shipments = run(&crew, stage { $0.marks = 0 }, seconds: 20)
    for receipt in receipts(shipments) {
      #expect(receipt.seq <= 60 && receipt.kind == .read)
      #expect(receipt.seq >= highest[receipt.key] ?? 0 || crew.terminals > 60, "\(receipt)")
      highest[receipt.key] = max(highest[receipt.key] ?? 0, receipt.seq)
    }
    #expect(highest.count > 50)
  }

  @Test func theSilentNeverRead() {
    let population = population { $0.silent = 0.5 }
    var crew = Crew(population)
    let readers = receipts(run(&crew, stage(), seconds: 20)).compactMap { population.number(of: $0.key.user) }
    #expect(Set(readers).allSatisfy { $0 < population.plan.readers } && population.plan.readers == 30)
  }

  @Test func readersComeAndGoWithTheStages() {
    var crew = Crew(population())
    _ = run(&crew, stage { $0.readers = 0.5 }, seconds: 2)
    let half = crew.present
    #expect(half > crew.terminals / 4 && half < crew.terminals * 3 / 4)
    _ = run(&crew, stage(), seconds: 2)
    #expect(crew.present == crew.terminals)
    _ = run(&crew, stage { $0.readers = 0 }, seconds: 2)
    #expect(crew.present == 0)
    #expect(crew.deadline != nil, "messages are posted all the same")
  }

  @Test func sessionsEndAndBeginAgain() {
    var crew = Crew(population())
    var counts: Set<Int> = []
    crew.begin(
      stage {
        $0.session = .seconds(2)
        $0.absence = .seconds(1)
      })
    for second in 1...20 {
      for shipment in crew.advance(to: .seconds(second)) { crew.acknowledged(shipment) }
      counts.insert(crew.present)
    }
    #expect(counts.count > 3 && counts.max() ?? 0 < crew.terminals && counts.min() ?? 0 >= 0)
  }

  @Test func aReceiptThatFailedIsSentAgain() {
    var crew = Crew(population { $0.users = 2 })
    crew.begin(stage { $0.posts = 0 })
    var failed: ReceiptEvent?
    var again = false
    for step in 1...4_000 where !again {
      for shipment in crew.advance(to: .milliseconds(step * 10)) {
        guard case .receipt(let receipt, _, _) = shipment else { continue }
        if failed == nil {
          failed = receipt
          crew.failed(shipment)
        } else {
          again = again || (receipt.key == failed?.key && receipt.seq >= failed?.seq ?? .max)
          crew.acknowledged(shipment)
        }
      }
    }
    #expect(again)
  }

  @Test func inTheClosedModelReadersWaitForAcknowledgements() {
    var (open, closed) = (Crew(population()), Crew(population(), isClosed: true))
    for crew in [0, 1] {
      if crew == 0 { open.begin(stage { $0.posts = 0 }) } else { closed.begin(stage { $0.posts = 0 }) }
    }
    // Nothing is ever acknowledged: those who go on by the schedule leave channels and read others.
    let (many, few) = (open.advance(to: .seconds(30)), closed.advance(to: .seconds(30)))
    #expect(receipts(many).count > 2 * receipts(few).count && !few.isEmpty)
  }

  @Test func atTheEndEverythingThatWasReadIsSent() {
    var crew = Crew(population())
    crew.begin(stage { $0.posts = 0 })
    _ = crew.advance(to: .seconds(5))
    _ = crew.leave()
    #expect(crew.present == 0)
  }
}
