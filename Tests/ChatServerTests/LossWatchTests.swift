import ChatModel
import Testing

@testable import ChatServer

@Suite struct LossWatchTests {
  private let partitions = (Int32(0)..<2).map { LogPartition(topic: "messages", partition: $0) }
  private let lost = PartitionProgress(start: 9, end: 12, committed: 5)
  private let whole = PartitionProgress(start: 9, end: 12, committed: 9)

  @Test("A loss is said once, and again when there is another one after it was over")
  func again() {
    var watch = LossWatch()
    #expect(watch.news(of: [partitions[0]: whole, partitions[1]: whole]).isEmpty)
    #expect(watch.news(of: [partitions[0]: lost, partitions[1]: whole]) == [partitions[0]: lost])
    #expect(watch.news(of: [partitions[0]: lost, partitions[1]: lost]) == [partitions[1]: lost])
    #expect(watch.news(of: [partitions[0]: whole, partitions[1]: lost]).isEmpty)
    #expect(watch.news(of: [partitions[0]: lost, partitions[1]: lost]) == [partitions[0]: lost])
  }

  @Test("That a topic cannot be asked for a while does not end a loss")
  func silence() {
    var watch = LossWatch()
    #expect(watch.news(of: [partitions[0]: lost]) == [partitions[0]: lost])
    #expect(watch.news(of: [:]).isEmpty)
    #expect(watch.news(of: [partitions[0]: lost]).isEmpty)
  }
}
