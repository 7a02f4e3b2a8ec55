import ChatModel
import TestSupport
import Testing

@testable import ChatClient

@Suite struct ReceiptOutboxTests {
  private func receipt(
    _ kind: ReceiptEvent.Kind, _ seq: Seq, epoch: Int64 = 0, in channel: ChannelID = Sample.incidents
  )
    throws -> ReceiptEvent
  {
    try ReceiptEvent(UserChannel(Sample.alice, channel), kind, seq: seq, epoch: epoch)
  }

  private func read(_ seq: Seq, epoch: Int64 = 0) -> ReadState { .read(seq, epoch: epoch) }

  @Test("of many positions in a channel the newest is sent")
  func newestWins() throws {
    var outbox = ReceiptOutbox(user: Sample.alice)
    for seq: Seq in [3, 9, 7] { outbox.add(read(seq), in: Sample.incidents) }
    #expect(outbox.take(at: .zero) == [try receipt(.read, 9)])
    #expect(outbox.take(at: .seconds(1)) == [])
    #expect(outbox.count == 1)
  }

  @Test("while scrolling at most four are sent a second, and none before the last is acknowledged")
  func spacing() throws {
    var outbox = ReceiptOutbox(user: Sample.alice)
    outbox.add(read(1), in: Sample.incidents)
    _ = outbox.take(at: .zero)
    outbox.add(read(2), in: Sample.incidents)
    #expect(outbox.deadline == nil, "the first is under way")
    #expect(outbox.take(at: .seconds(1)) == [])
    outbox.acknowledged(try receipt(.read, 1))
    #expect(outbox.deadline == .milliseconds(250))
    #expect(outbox.take(at: .milliseconds(249)) == [])
    #expect(outbox.take(at: .milliseconds(250)) == [try receipt(.read, 2)])
  }

  @Test("leaving sends at once")
  func leaving() throws {
    var outbox = ReceiptOutbox(user: Sample.alice)
    outbox.add(read(1), in: Sample.incidents)
    _ = outbox.take(at: .zero)
    outbox.add(read(2), in: Sample.incidents)
    #expect(outbox.take(at: .milliseconds(1), .leaving) == [try receipt(.read, 2)])
    #expect(outbox.take(at: .milliseconds(2), .leaving) == [])
  }

  @Test("what is acknowledged is forgotten, but not what came after it")
  func acknowledgement() throws {
    var outbox = ReceiptOutbox(user: Sample.alice)
    outbox.add(read(1), in: Sample.incidents)
    _ = outbox.take(at: .zero)
    outbox.add(read(2), in: Sample.incidents)
    outbox.acknowledged(try receipt(.read, 1))
    #expect(outbox.spool.states == [Sample.incidents: read(2)])
    _ = outbox.take(at: .seconds(1))
    outbox.acknowledged(try receipt(.read, 2))
    #expect(outbox.count == 0)
    #expect(outbox.spool.isEmpty)
  }

  @Test("what fails is sent again, later and later, and at once when Kafka is back")
  func failure() throws {
    var outbox = ReceiptOutbox(user: Sample.alice)
    outbox.add(read(4), in: Sample.incidents)
    let receipt = try receipt(.read, 4)
    #expect(outbox.take(at: .zero) == [receipt])
    outbox.failed(receipt, at: .zero)
    #expect(outbox.deadline == .seconds(1))
    #expect(outbox.take(at: .milliseconds(999), .leaving) == [])
    #expect(outbox.take(at: .seconds(1)) == [receipt])
    outbox.failed(receipt, at: .seconds(1))
    #expect(outbox.deadline == .seconds(3))
    outbox.retryNow()
    #expect(outbox.take(at: .seconds(2)) == [receipt])
  }

  @Test("quitting does not wait for a retry")
  func quitting() throws {
    var outbox = ReceiptOutbox(user: Sample.alice)
    outbox.add(read(4), in: Sample.incidents)
    _ = outbox.take(at: .zero)
    outbox.failed(try receipt(.read, 4), at: .zero)
    #expect(outbox.take(at: .milliseconds(1), .quitting) == [try receipt(.read, 4)])
  }

  @Test("an unread mark does not lose the read position that was not acknowledged yet")
  func markAfterRead() throws {
    var outbox = ReceiptOutbox(user: Sample.alice)
    outbox.add(read(10), in: Sample.incidents)
    outbox.add(.markedUnread(5, epoch: 1), in: Sample.incidents)
    let receipts = outbox.take(at: .zero)
    #expect(receipts == [try receipt(.read, 10), try receipt(.unread, 5, epoch: 1)])
    outbox.acknowledged(receipts[0])
    #expect(outbox.count == 1)
    outbox.acknowledged(receipts[1])
    #expect(outbox.count == 0)
  }

  @Test("the receipts of a state join to that state", arguments: 0..<200)
  func receiptsJoin(seed: UInt64) throws {
    var generator = SeededRandom(seed: seed)
    var state = ReadState()
    for _ in 0..<Int.random(in: 1...6, using: &generator) {
      let seq = Seq.random(in: 1...9, using: &generator)
      let isRead = Bool.random(using: &generator)
      state.join(
        isRead ? .read(seq, epoch: state.marker.epoch) : .markedUnread(seq, epoch: state.marker.epoch + 1))
    }
    let receipts = state.receipts(for: UserChannel(Sample.alice, Sample.incidents))
    #expect(receipts.count <= 2)
    #expect(receipts.reduce(ReadState()) { $0.joined($1.delta) } == state, "seed \(seed): \(state)")
  }
}
