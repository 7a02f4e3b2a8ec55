import ChatModel
import TestSupport
import Testing

@Suite("What a member of a group may commit") struct HoldingsTests {
  private let partition = LogPartition(topic: "t", partition: 0)
  private let other = LogPartition(topic: "t", partition: 1)

  private func records(_ offsets: ClosedRange<Int64>) -> [LogRecord] {
    offsets.map {
      LogRecord(partition: partition, offset: $0, key: nil, value: nil, timestamp: Timestamp(milliseconds: 0))
    }
  }

  @Test("What was read is committed, and nothing else")
  func usual() {
    var holdings = Holdings()
    holdings.note(records(0...9))
    #expect(holdings.committable([partition: 10, other: 4]) == [partition: 10])
    #expect(holdings.committable([partition: 7]) == [partition: 7])
    #expect(holdings.committable([partition: 11]) == [:])
  }

  @Test("What was given away is not committed, even if it came back meanwhile")
  func givenAway() {
    var holdings = Holdings()
    holdings.note(records(0...9))
    holdings.lose([partition])
    #expect(holdings.committable([partition: 10]) == [:])
    // The other member has committed 200.
    holdings.note(records(200...219))
    #expect(holdings.committable([partition: 10]) == [:])
    #expect(holdings.committable([partition: 200]) == [:])
    #expect(holdings.committable([partition: 220]) == [partition: 220])
  }

  @Test(
    "What is read again in a new holding is committed only once it has caught up with what was read before")
  func readAgain() {
    var holdings = Holdings()
    holdings.note(records(0...99))
    holdings.lose([partition])
    holdings.note(records(50...59))
    #expect(holdings.committable([partition: 100]) == [:])
    holdings.note(records(60...99))
    #expect(holdings.committable([partition: 100]) == [partition: 100])
  }
}
