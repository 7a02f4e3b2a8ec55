/// Which values share a count: HdrHistogram's layout, for whole numbers from 0.
///
/// Values below twice ten to the `digits` have a count each. Above that a bucket begins at every power of two, and each
/// bucket is cut into the same number of equal parts, so that a part is never wider than the last of the digits.
struct HistogramLayout: Hashable, Sendable {
  /// How many decimal digits of a value are kept, 1 to 5.
  let digits: Int
  /// The binary logarithm of the number of parts in each bucket after the first, which has twice as many.
  let halfMagnitude: Int

  init(digits: Int) {
    self.digits = digits
    let single = 2 * (0..<digits).reduce(1) { power, _ in power * 10 }
    // The least power of two that is not below.
    halfMagnitude = Int.bitWidth - (single - 1).leadingZeroBitCount - 1
  }

  private var half: Int { 1 << halfMagnitude }

  /// The number of the first bucket's parts.
  var parts: Int { 2 << halfMagnitude }

  /// How many buckets hold the values up to `highest`.
  func buckets(upTo highest: Int64) -> Int { bucket(of: highest) + 1 }

  /// Where the count of a value stands.
  func index(of value: Int64) -> Int {
    let bucket = bucket(of: value)
    return (bucket << halfMagnitude) + Int(value >> Int64(bucket))
  }

  /// The least value that is counted at an index.
  func lowest(at index: Int) -> Int64 {
    let bucket = bucket(at: index)
    return Int64(index - (bucket << halfMagnitude)) << Int64(bucket)
  }

  /// The greatest value that is counted at an index: what HdrHistogram gives for every value there.
  func highest(at index: Int) -> Int64 { lowest(at: index) + ((1 << Int64(bucket(at: index))) - 1) }

  /// The value in the middle of those counted at an index, for means.
  func median(at index: Int) -> Int64 { lowest(at: index) + (1 << Int64(bucket(at: index))) / 2 }

  private func bucket(of value: Int64) -> Int {
    Int64.bitWidth - (value | Int64(parts - 1)).leadingZeroBitCount - halfMagnitude - 1
  }

  private func bucket(at index: Int) -> Int { max(0, (index >> halfMagnitude) - 1) }
}
