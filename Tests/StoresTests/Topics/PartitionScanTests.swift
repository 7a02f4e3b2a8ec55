import Kafka
import Stores
import Testing

@Suite("How far a partition is read")
struct PartitionScanTests {
  private let start = ContinuousClock.now

  private func begin(_ low: Int64, _ high: Int64) -> PartitionScan {
    PartitionScan(of: KafkaWatermarks(low: low, high: high), at: start)
  }

  @Test("it ends with the last record that was there at the beginning")
  func whole() {
    #expect(begin(7, 7).isDone)
    var scan = begin(2, 9)
    scan.read(upTo: 7, at: start)
    #expect(!scan.isDone)
    scan.read(upTo: 8, at: start)
    #expect(scan.isDone)
  }

  @Test("records that are dropped meanwhile are not waited for, nor those of a topic that was emptied")
  func dropped() throws {
    var scan = begin(2, 9)
    scan.read(upTo: 4, at: start)
    try scan.waited(KafkaWatermarks(low: 8, high: 12), at: start + .seconds(1))
    #expect(!scan.isDone)
    try scan.waited(KafkaWatermarks(low: 12, high: 12), at: start + .seconds(60))
    #expect(scan.isDone)
    var other = begin(2, 9)
    try other.waited(KafkaWatermarks(low: 0, high: 0), at: start)
    #expect(other.isDone)
  }

  @Test("ten seconds without a record are too long, whatever else the broker says")
  func silence() throws {
    for marks in [nil, KafkaWatermarks(low: 2, high: 9)] {
      var scan = begin(2, 9)
      try scan.waited(marks, at: start + .seconds(9))
      scan.read(upTo: 3, at: start + .seconds(9))
      try scan.waited(marks, at: start + .seconds(18))
      let error = #expect(throws: PartitionScan.Silence.self) {
        try scan.waited(marks, at: start + .seconds(19))
      }
      #expect(error?.description == "the broker did not answer for 10 s; is it running?")
    }
  }
}
