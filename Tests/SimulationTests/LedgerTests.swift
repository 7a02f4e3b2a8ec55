import ChatModel
import Simulation
import Testing

/// The ledger is asked through a crew, as a run does it.
@Suite struct LedgerTests {
  private let population = Population(
    {
      var plan = WorldPlan()
      (plan.users, plan.channels, plan.joined, plan.history, plan.silent) = (4, 2, 2, 40, 0)
      return plan
    }(), run: "test")

  /// A crew that has sent something, of which only the posts with even numbers and the first receipt are acknowledged.
  private func played() -> (crew: Crew, receipt: ReceiptEvent) {
    var crew = Crew(population)
    var stage = Stage(name: "test")
    (stage.scrolls, stage.posts, stage.marks) = (2, 5, 0)
    crew.begin(stage)
    var first: ReceiptEvent?
    for shipment in crew.advance(to: .seconds(10)) {
      switch shipment {
      case .post(_, let number, _): if number.isMultiple(of: 2) { crew.acknowledged(shipment) }
      case .receipt(let receipt, _, _):
        guard first == nil else { continue }
        first = receipt
        crew.acknowledged(shipment)
      }
    }
    guard let first else { preconditionFailure("nobody has read anything in ten seconds") }
    return (crew, first)
  }

  private func slot(_ receipt: ReceiptEvent) -> Int {
    population.slot(
      of: population.number(of: receipt.key.user) ?? 0, in: population.number(of: receipt.key.channel) ?? 0)
      ?? -1
  }

  @Test func aReadPositionMustHaveWhatWasAcknowledgedAndNoMoreThanWasSent() {
    let (crew, receipt) = played()
    let ledger = crew.ledger
    let slot = slot(receipt)
    #expect(ledger.check(receipt.delta, slot: slot, own: 0) == nil)
    let less = ReadState.read(receipt.seq - 1, epoch: 0)
    #expect(ledger.check(less, slot: slot, own: 0) == .lost(stored: less, acknowledged: receipt.delta))
    let more = ReadState.read(10_000, epoch: 0)
    if case .invented = ledger.check(more, slot: slot, own: 0) {
    } else {
      Issue.record("nobody has read so far")
    }
    #expect(ledger.check(more, slot: slot, own: 10_000) == nil, "one's own messages are read by being sent")
    #expect(ledger.acknowledgedSlots == 1)
  }

  @Test func messagesAreCountedOnce() {
    let ledger = played().crew.ledger
    let acknowledged = ledger.acknowledgedPosts
    #expect(acknowledged.count > 5 && acknowledged.allSatisfy { $0.isMultiple(of: 2) })
    #expect(
      ledger.check(posts: Array(0..<ledger.sentPosts)).isClean, "what is not acknowledged may be stored")
    #expect(ledger.check(posts: acknowledged).isClean)
    let faults = ledger.check(posts: Array(acknowledged.dropFirst()) + [acknowledged[1], ledger.sentPosts])
    #expect(faults == PostFaults(lost: 1, doubled: 1, invented: 1))
  }
}
