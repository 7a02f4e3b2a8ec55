import ChatModel
import ChatServer
import Testing

@Suite struct BatchTests {
  private func record(_ offset: Int64, partition: Int32 = 0) -> LogRecord {
    LogRecord(
      partition: LogPartition(topic: "t", partition: partition), offset: offset, key: nil, value: nil,
      timestamp: Timestamp(milliseconds: 0))
  }

  private func at(_ milliseconds: Int64) -> Timestamp { Timestamp(milliseconds: milliseconds) }

  @Test func aBatchIsDueWhenItIsFull() {
    var batch = Batch(BatchPolicy(most: 2, milliseconds: 50), after: at(0))
    batch.add([record(0)])
    #expect(!batch.isDue(at: at(0)))
    batch.add([record(1)])
    #expect(batch.isDue(at: at(1)))
  }

  @Test func aBatchIsDueAPeriodAfterTheLastOne() {
    var batch = Batch(BatchPolicy(most: 10, milliseconds: 50), after: at(10))
    #expect(batch.wait(at: at(15)) == nil)
    batch.add([])
    #expect(!batch.isDue(at: at(500)), "an empty batch is never due")
    batch.add([record(0)])
    batch.add([record(1)])
    #expect(batch.wait(at: at(40)) == .milliseconds(20))
    #expect(batch.isDue(at: at(60)))
  }

  @Test func whoHasWaitedDoesNotWait() {
    var first = Batch(BatchPolicy(most: 10, milliseconds: 50))
    first.add([record(0)])
    #expect(first.isDue(at: at(0)))
    var late = Batch(BatchPolicy(most: 10, milliseconds: 50), after: at(0))
    late.add([record(0)])
    #expect(late.isDue(at: at(51)))
  }

  @Test func aClockThatGoesBackDelaysNothing() {
    var batch = Batch(BatchPolicy(most: 10, milliseconds: 50), after: at(3_600_000))
    batch.add([record(0)])
    #expect(batch.wait(at: at(5)) == .zero)
    #expect(batch.isDue(at: at(5)))
  }

  @Test func everyPartitionTouchedIsCommittedAfterItsLastRecord() {
    var batch = Batch(BatchPolicy(most: 10, milliseconds: 0))
    batch.add([record(4), record(5), record(9, partition: 1)])
    #expect(
      batch.nextOffsets == [
        LogPartition(topic: "t", partition: 0): 6, LogPartition(topic: "t", partition: 1): 10,
      ])
  }
}
