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
    var batch = Batch(BatchPolicy(most: 2, milliseconds: 50))
    batch.add([record(0)], at: at(0))
    #expect(!batch.isDue(at: at(0)))
    batch.add([record(1)], at: at(1))
    #expect(batch.isDue(at: at(1)))
  }

  @Test func aBatchIsDueAPeriodAfterItsFirstEvent() {
    var batch = Batch(BatchPolicy(most: 10, milliseconds: 50))
    #expect(batch.wait(at: at(5)) == nil)
    batch.add([], at: at(5))
    #expect(!batch.isDue(at: at(500)), "an empty batch is never due")
    batch.add([record(0)], at: at(10))
    batch.add([record(1)], at: at(40))
    #expect(batch.wait(at: at(40)) == .milliseconds(20))
    #expect(batch.isDue(at: at(60)))
  }

  @Test func aClockThatGoesBackDelaysABatchByOnePeriodAtMost() {
    var batch = Batch(BatchPolicy(most: 10, milliseconds: 50))
    batch.add([record(0)], at: at(100_000))
    #expect(batch.wait(at: at(5)) == .milliseconds(50))
  }

  @Test func everyPartitionTouchedIsCommittedAfterItsLastRecord() {
    var batch = Batch(BatchPolicy(most: 10, milliseconds: 0))
    batch.add([record(4), record(5), record(9, partition: 1)], at: at(0))
    #expect(
      batch.nextOffsets == [
        LogPartition(topic: "t", partition: 0): 6, LogPartition(topic: "t", partition: 1): 10,
      ])
  }
}
