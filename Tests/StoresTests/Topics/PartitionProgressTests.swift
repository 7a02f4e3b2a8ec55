import ChatModel
import Kafka
import Testing

@testable import Stores

@Suite("How far a group has come in a partition")
struct PartitionProgressTests {
  private func progress(_ low: Int64, _ high: Int64, _ committed: Int64?) -> PartitionProgress {
    PartitionProgress(of: KafkaWatermarks(low: low, high: high), committed: committed)
  }

  @Test("what is committed counts, also below what is left")
  func committed() {
    #expect(progress(2, 9, 5) == PartitionProgress(start: 2, end: 9, committed: 5))
    #expect(progress(9, 9, 5).hasLost, "events that nobody had consumed are gone")
  }

  @Test("with nothing committed all is waiting")
  func nothing() {
    #expect(progress(0, 9, nil).committed == 0)
    #expect(progress(2, 9, nil).hasLost)
  }

  @Test("with nothing committed and nothing left, as after a long stop, nothing is waiting and nothing lost")
  func forgotten() {
    #expect(progress(9, 9, nil) == PartitionProgress(start: 9, end: 9, committed: 9))
    #expect(!progress(9, 9, nil).hasLost)
    #expect(progress(0, 0, nil).committed == 0)
  }
}
