import Bench
import TestSupport
import Testing

@Suite struct DeliveryPlanTests {
  @Test("a count that joins is right in the end, whatever is repeated", arguments: 1...20)
  func joined(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let plan = DeliveryPlan(members: 50, messages: 40, share: 0.05, using: &random)
    var heads = [Int](repeating: 0, count: 50)
    var read = heads
    for step in plan.steps {
      switch step {
      case .deliver(let seq, let members): for member in members { heads[member] = max(heads[member], seq) }
      case .read(let member, let seq): read[member] = max(read[member], seq)
      }
    }
    #expect(zip(heads, read).map { $0 - $1 } == plan.unread, "seed \(seed)")
  }

  @Test("every delivery happens, and about the share of them twice", arguments: 1...5)
  func share(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let plan = DeliveryPlan(members: 100, messages: 100, share: 0.01, using: &random)
    let delivered = plan.steps.reduce(0) { sum, step in
      if case .deliver(_, let members) = step { sum + members.count } else { sum }
    }
    #expect(plan.deliveries == 10_000)
    #expect(delivered == plan.deliveries + plan.repeats)
    #expect((50...150).contains(plan.repeats), "seed \(seed)")
  }

  @Test("nothing is repeated where nothing is to be")
  func none() {
    var random = SeededRandom(seed: 1)
    #expect(DeliveryPlan(members: 10, messages: 10, share: 0, using: &random).repeats == 0)
  }
}
