import Foundation
import TestSupport
import Testing

@testable import Measure

@Suite struct HistogramTests {
  private var seed = UInt64.random(in: .min ... .max)

  /// Values of all sizes, many of them the same.
  private static func values(_ random: inout SeededRandom) -> [Int64] {
    (0..<Int.random(in: 1...500, using: &random)).map { _ in
      let size = Int.random(in: 0...31, using: &random)
      return min(3_600_000_000, Int64.random(in: 0...(1 << size), using: &random))
    }
  }

  private static func histogram(_ values: [Int64], digits: Int = 3) -> Histogram {
    var histogram = Histogram(significantDigits: digits)
    for value in values { histogram.record(value) }
    return histogram
  }

  @Test("an empty one knows nothing and is small") func empty() {
    let histogram = Histogram()
    #expect(histogram.count == 0 && histogram.min == 0 && histogram.max == 0 && histogram.mean == 0)
    #expect(histogram.value(atPercentile: 99) == 0)
    #expect(histogram.counts.isEmpty)
    #expect(histogram.percentileSteps().isEmpty)
  }

  @Test("percentiles are as near to the true ones as the digits promise", arguments: 1...5)
  func error(digits: Int) {
    var random = SeededRandom(seed: seed)
    // The more digits, the more counts there are to walk through.
    for _ in 0..<(12 >> digits) + 1 {
      let values = Self.values(&random).sorted()
      let histogram = Self.histogram(values, digits: digits)
      let tolerance = pow(10, -Double(digits))
      for percentile in [0, 0.1, 50, 99, 99.9, 100] {
        let rank = max(1, (percentile.nextDown * Double(values.count) / 100).rounded(.up))
        let exact = Double(values[Int(rank) - 1])
        let found = Double(histogram.value(atPercentile: percentile))
        #expect(abs(found - exact) <= exact * tolerance, "seed \(seed), \(percentile) % of \(values)")
      }
      let mean = values.reduce(0) { $0 + Double($1) } / Double(values.count)
      #expect(abs(histogram.mean - mean) <= mean * tolerance, "seed \(seed)")
      #expect(histogram.count == Int64(values.count))
    }
  }

  @Test("a greater percentile is no lesser value") func monotone() {
    var random = SeededRandom(seed: seed)
    for _ in 0..<5 {
      let histogram = Self.histogram(Self.values(&random))
      let found = stride(from: 0.0, through: 100, by: 4).map(histogram.value(atPercentile:))
      #expect(found == found.sorted(), "seed \(seed)")
      #expect(found.first == histogram.min && found.last == histogram.max, "seed \(seed)")
    }
  }

  @Test("merged is the same as all recorded in one, in any order") func merge() {
    var random = SeededRandom(seed: seed)
    for _ in 0..<10 {
      let first = Self.values(&random)
      let second = Self.values(&random)
      var merged = Self.histogram(first)
      merged.merge(Self.histogram(second))
      var other = Self.histogram(second)
      other.merge(Self.histogram(first))
      #expect(merged == Self.histogram((first + second).shuffled(using: &random)), "seed \(seed)")
      #expect(merged == other, "seed \(seed)")
    }
  }

  @Test("one of other digits is merged as exactly as it knows") func mergeOfOtherDigits() {
    var fine = Self.histogram([12_345, 67_890])
    fine.merge(Self.histogram([98_765_432], digits: 1))
    #expect(fine.count == 3)
    #expect(abs(Double(fine.max) / 98_765_432 - 1) < 0.1)
    var low = Histogram(highest: 1_000)
    low.merge(fine)
    #expect(low.count == 3 && low.value(atPercentile: 0) == 1_000)
  }

  @Test("every value is counted where its neighbours of the same digits are") func layout() {
    var random = SeededRandom(seed: seed)
    for digits in 1...5 {
      let layout = HistogramLayout(digits: digits)
      for value in Self.values(&random) + [0, 1, .max] {
        let index = layout.index(of: value)
        #expect(layout.lowest(at: index) <= value && value <= layout.highest(at: index), "seed \(seed)")
        #expect(layout.index(of: layout.lowest(at: index)) == index, "seed \(seed)")
        #expect(layout.index(of: layout.highest(at: index)) == index, "seed \(seed)")
      }
    }
  }

  @Test("the layout is HdrHistogram's") func published() {
    let layout = HistogramLayout(digits: 3)
    #expect(layout.parts == 2_048)
    #expect(layout.buckets(upTo: 3_600_000_000) == 22)
    #expect(layout.buckets(upTo: 9_007_199_254_740_991) == 43)
    #expect(
      (layout.lowest(at: layout.index(of: 10_000)), layout.highest(at: layout.index(of: 10_000))) == (
        10_000, 10_007
      ))
    #expect(layout.median(at: layout.index(of: 10_007)) == 10_004)
  }

  @Test("values out of range are the nearest in it, and counts below 1 are none") func clamped() {
    var histogram = Histogram(highest: 1_000)
    histogram.record(-5)
    histogram.record(7_000)
    histogram.record(70, count: 0)
    histogram.record(70, count: -3)
    histogram.record(.seconds(Int64.max))
    histogram.record(.seconds(-1))
    histogram.record(.nanoseconds(2_900))
    #expect(histogram.count == 5)
    #expect(histogram.min == 0 && histogram.max == 1_000)
    #expect(histogram.value(atPercentile: 60) == 2)
  }

  @Test("one that was reset is equal to a new one, and has room only for what it holds") func reset() {
    var histogram = Self.histogram([1, 1_000_000])
    histogram.reset()
    #expect(histogram == Histogram())
    histogram.record(9)
    #expect(histogram.counts.count == 10)
  }

  @Test("the JSON brings back the same") func json() throws {
    var random = SeededRandom(seed: seed)
    for digits in 1...5 {
      let histogram = Self.histogram(Self.values(&random), digits: digits)
      let data = try JSONEncoder().encode(histogram)
      #expect(try JSONDecoder().decode(Histogram.self, from: data) == histogram, "seed \(seed)")
    }
  }

  @Test("the JSON skips what did not occur") func sparse() throws {
    var histogram = Histogram(highest: 10_000, significantDigits: 2)
    histogram.record(0, count: 3)
    histogram.record(5)
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let text = String(decoding: try encoder.encode(histogram), as: UTF8.self)
    #expect(text == #"{"counts":[3,-4,1],"digits":2,"highest":10000}"#)
  }

  @Test(
    "what cannot be a histogram is refused",
    arguments: [
      #"{"counts":[],"digits":0,"highest":10}"#, #"{"counts":[],"digits":6,"highest":10}"#,
      #"{"counts":[],"digits":3,"highest":1}"#, #"{"counts":[-11,1],"digits":3,"highest":10}"#,
      #"{"counts":[-9223372036854775808,-9223372036854775808,1],"digits":3,"highest":10}"#,
      #"{"counts":[9223372036854775807,1],"digits":3,"highest":10}"#, #"{"digits":3,"highest":10}"#,
    ])
  func refused(json: String) {
    #expect(throws: DecodingError.self) { try JSONDecoder().decode(Histogram.self, from: Data(json.utf8)) }
  }

  /// The text that the test suite of HdrHistogramJS expects of the same values.
  @Test("the distribution is what HdrHistogram prints") func hgrm() {
    var histogram = Histogram(highest: 9_007_199_254_740_991)
    for value in [25, 50, 75] as [Int64] { histogram.record(value) }
    #expect(
      histogram.hgrm(unitsPerTick: 1) == """
               Value     Percentile TotalCount 1/(1-Percentile)

              25.000 0.000000000000          1           1.00
              25.000 0.100000000000          1           1.11
              25.000 0.200000000000          1           1.25
              25.000 0.300000000000          1           1.43
              50.000 0.400000000000          2           1.67
              50.000 0.500000000000          2           2.00
              50.000 0.550000000000          2           2.22
              50.000 0.600000000000          2           2.50
              50.000 0.650000000000          2           2.86
              75.000 0.700000000000          3           3.33
              75.000 1.000000000000          3
        #[Mean    =       50.000, StdDeviation   =       20.412]
        #[Max     =       75.000, Total count    =            3]
        #[Buckets =           43, SubBuckets     =         2048]

        """)
  }
}
