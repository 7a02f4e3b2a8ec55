import TestSupport
import Testing

@testable import Bench

@Suite struct MessagePaceTests {
  private let start = ContinuousClock.now

  @Test("whatever the moments of the questions, as many are due in all as the rate says")
  func even() {
    let seed = UInt64.random(in: .min ... .max)
    var random = SeededRandom(seed: seed)
    for rate in [1, 7, 200, 2_000, 100_000] {
      var pace = MessagePace(rate: rate, from: start)
      var now = start
      var total = 0
      for _ in 0..<500 {
        now += .microseconds(Int.random(in: 0...20_000, using: &random))
        total += pace.due(at: now)
        #expect(total == Int((now - start) / .seconds(1) * Double(rate)), "seed \(seed)")
      }
    }
  }

  @Test("nothing is due without a rate, or before the start", arguments: [Int.min, -1, 0, 5])
  func none(rate: Int) {
    var pace = MessagePace(rate: rate, from: start)
    #expect(pace.due(at: start - .seconds(10)) == 0)
    #expect(rate > 0 || pace.due(at: start + .seconds(1_000)) == 0)
  }

  @Test("a rate beyond all bounds is bounded") func bounded() {
    var pace = MessagePace(rate: .max, from: start)
    #expect(pace.due(at: start + .seconds(1)) == 1_000_000)
  }
}
