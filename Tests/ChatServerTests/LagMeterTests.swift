import ChatModel
import ChatServer
import Testing

@Suite struct LagMeterTests {
  private func at(_ seconds: Int64) -> Timestamp { Timestamp(milliseconds: seconds * 1_000) }

  private func measure(
    _ meter: inout LagMeter, _ marks: [(end: Int64, committed: Int64)], at seconds: Int64
  ) -> ServerStatus {
    let partitions = marks.enumerated().map { index, mark in
      (
        LogPartition(topic: "receipts", partition: Int32(index)),
        PartitionProgress(start: 0, end: mark.end, committed: mark.committed)
      )
    }
    return meter.measure(Dictionary(uniqueKeysWithValues: partitions), at: at(seconds))
  }

  @Test func withoutLagThereIsNoAge() {
    var meter = LagMeter()
    #expect(measure(&meter, [(10, 10)], at: 0) == ServerStatus())
  }

  @Test func whatIsSeenForTheFirstTimeIsUnderWayAndNoLag() {
    var meter = LagMeter()
    _ = measure(&meter, [(10, 10)], at: 0)
    #expect(measure(&meter, [(11, 10)], at: 1) == ServerStatus())
    #expect(measure(&meter, [(12, 11)], at: 2) == ServerStatus(), "another one is under way")
  }

  @Test func theAgeIsThatOfTheOldestEventNotCommitted() {
    var meter = LagMeter()
    _ = measure(&meter, [(10, 10)], at: 0)
    _ = measure(&meter, [(20, 10)], at: 1)
    #expect(measure(&meter, [(30, 15)], at: 3) == ServerStatus(lag: 15, lagMilliseconds: 2_000))
    #expect(measure(&meter, [(30, 20)], at: 4) == ServerStatus(lag: 10, lagMilliseconds: 1_000))
    #expect(measure(&meter, [(30, 30)], at: 5) == ServerStatus())
  }

  @Test func theWorstPartitionIsTold() {
    var meter = LagMeter()
    _ = measure(&meter, [(5, 0), (9, 9), (7, 7)], at: 0)
    _ = measure(&meter, [(5, 0), (900, 9), (7, 7)], at: 2)
    let status = measure(&meter, [(5, 0), (900, 9), (7, 7)], at: 3)
    #expect(
      status == ServerStatus(lag: 5, lagMilliseconds: 3_000), "the oldest, not the sum and not the most")
    #expect(
      measure(&meter, [(5, 5), (900, 9), (7, 7)], at: 4) == ServerStatus(lag: 891, lagMilliseconds: 2_000))
  }

  @Test func manySamplesAreBounded() {
    var meter = LagMeter()
    for second in 0..<2_000 { _ = measure(&meter, [(Int64(second) + 1, 0)], at: Int64(second)) }
    #expect(measure(&meter, [(2_001, 0)], at: 2_000).lagMilliseconds == 2_000_000)
  }
}
