import ChatModel
import ChatServer
import Testing

@Suite struct LagMeterTests {
  private func at(_ seconds: Int64) -> Timestamp { Timestamp(milliseconds: seconds * 1_000) }

  @Test func withoutLagThereIsNoAge() {
    var meter = LagMeter()
    #expect(meter.measure(end: 10, committed: 10, at: at(0)) == ServerStatus())
  }

  @Test func theAgeIsThatOfTheOldestEventNotCommitted() {
    var meter = LagMeter()
    _ = meter.measure(end: 10, committed: 10, at: at(0))
    #expect(meter.measure(end: 20, committed: 10, at: at(1)) == ServerStatus(lag: 10, lagMilliseconds: 0))
    #expect(meter.measure(end: 30, committed: 15, at: at(3)) == ServerStatus(lag: 15, lagMilliseconds: 2_000))
    #expect(meter.measure(end: 30, committed: 20, at: at(4)) == ServerStatus(lag: 10, lagMilliseconds: 1_000))
    #expect(meter.measure(end: 30, committed: 30, at: at(5)) == ServerStatus())
  }

  @Test func manySamplesAreBounded() {
    var meter = LagMeter()
    for second in 0..<2_000 {
      _ = meter.measure(end: Int64(second) + 1, committed: 0, at: at(Int64(second)))
    }
    #expect(meter.measure(end: 2_001, committed: 0, at: at(2_000)).lagMilliseconds == 2_000_000)
  }
}
