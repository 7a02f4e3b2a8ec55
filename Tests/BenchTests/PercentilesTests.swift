import TestSupport
import Testing

@testable import Bench

@Suite struct PercentilesTests {
  @Test("no values have no percentiles") func none() {
    #expect(Percentiles([]) == nil)
  }

  @Test(
    "the percentile is the value of the nearest rank",
    arguments: [
      (1, 1.0, 1.0), (2, 1, 2), (3, 2, 3), (99, 50, 99), (100, 50, 99), (101, 51, 100), (300, 150, 297),
    ])
  func ranks(count: Int, p50: Double, p99: Double) throws {
    let percentiles = try #require(Percentiles((1...count).map(Double.init).reversed()))
    #expect(percentiles.count == count)
    #expect(percentiles.p50 == p50)
    #expect(percentiles.p99 == p99)
    #expect(percentiles.max == Double(count))
  }

  @Test("as many values as asked for are not above a percentile, and it is one of them")
  func definition() throws {
    let seed = UInt64.random(in: .min ... .max)
    var random = SeededRandom(seed: seed)
    for _ in 0..<200 {
      let count = Int.random(in: 1...400, using: &random)
      let values = (0..<count).map { _ in Double(Int.random(in: 0...50, using: &random)) }
      let percentiles = try #require(Percentiles(values))
      for (percent, value) in [(50, percentiles.p50), (99, percentiles.p99)] {
        #expect(values.contains(value), "seed \(seed)")
        #expect(values.count { $0 <= value } * 100 >= percent * count, "seed \(seed)")
        #expect(values.count { $0 < value } * 100 < percent * count, "seed \(seed)")
      }
    }
  }
}
