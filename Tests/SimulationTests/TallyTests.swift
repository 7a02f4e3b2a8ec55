import Measure
import Simulation
import Testing

@Suite struct TallyTests {
  @Test func ratesAreOfTheTimeInWhichTheLoadRan() throws {
    var tally = Tally()
    tally.record(.accepted, .milliseconds(5))
    #expect(tally.rates(at: .seconds(1)) == nil, "before it is measured there is no rate")
    tally.beginMeasuring(at: .seconds(10))
    for _ in 0..<300 { tally.record(.accepted, .milliseconds(5)) }
    for _ in 0..<20 { tally.record(.posted, .milliseconds(5)) }
    #expect(try #require(tally.rates(at: .seconds(20))) == (30, 2))
    tally.endMeasuring(at: .seconds(15))
    tally.record(.accepted, .seconds(3))
    #expect(try #require(tally.rates(at: .seconds(100))) == (60, 4))
    #expect(tally.histograms[.accepted]?.count == 301, "a latency that ends later counts all the same")
  }

  @Test func aSecondThatTookLongerIsNoPeak() {
    var tally = Tally()
    for _ in 0..<300 { tally.record(.accepted, .milliseconds(5)) }
    tally.endSecond(at: .seconds(1), present: 1)
    for _ in 0..<1_200 { tally.record(.accepted, .milliseconds(5)) }
    tally.endSecond(at: .seconds(5), present: 1)
    #expect(tally.series["rate.receipts"]?.points.map(\.value) == [300, 300])
  }

  @Test func theSampleDoesNotDependOnAnswers() {
    var sampling = ReceiptSampling()
    // 20,000 a second for two seconds, in pairs that are due at the same time.
    let taken = (0..<40_000).filter { sampling.takes(due: .microseconds($0 / 2 * 100)) }
    #expect(taken.count == 2_000)
    var few = ReceiptSampling()
    #expect((0..<100).allSatisfy { few.takes(due: .milliseconds($0 * 10)) }, "of few, each")
  }
}
