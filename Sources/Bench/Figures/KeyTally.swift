/// Collects the answers to keys, one after the other.
struct KeyTally {
  private var first: [Double] = []
  private var last: [Double] = []
  private var echoes: [Double] = []
  private var pressed = 0
  private var unanswered = 0

  /// Notes what was heard after a key.
  /// - Parameter rested: Whether the output had come to rest, so that its last byte belongs to the key.
  mutating func add(
    _ heard: HeardBytes, after key: ProbeKey, pressedAt start: ContinuousClock.Instant, rested: Bool
  ) {
    pressed += 1
    guard let begin = heard.first, let end = heard.last, key.echo == nil || heard.echo != nil else {
      unanswered += 1
      return
    }
    first.append((begin - start).inMilliseconds)
    if rested { last.append((end - start).inMilliseconds) }
    if let echo = heard.echo { echoes.append((echo - start).inMilliseconds) }
  }

  var figures: KeyFigures {
    KeyFigures(
      firstByte: Percentiles(first), lastByte: Percentiles(last), echo: Percentiles(echoes), pressed: pressed,
      unanswered: unanswered)
  }
}

/// How a program answered keys; all times in milliseconds from the writing of the key.
public struct KeyFigures: Sendable, Equatable, Encodable {
  /// To the first byte of output, whatever it says; `nil` if no key was answered.
  public let firstByte: Percentiles?
  /// To the last byte before the output rested; `nil` where other output goes on, so that it never rests.
  public let lastByte: Percentiles?
  /// To the byte that the key itself shows as, over the keys that show as one.
  ///
  /// While a program shows messages, this tells its answer to the key from all the rest.
  public let echo: Percentiles?
  /// How many keys were pressed.
  public let pressed: Int
  /// How many of them got no answer within the limit.
  public let unanswered: Int
}

/// What is worth knowing of many measured values: half are at most `p50`, 99 of 100 at most `p99`, none above `max`.
public struct Percentiles: Sendable, Equatable, Encodable {
  /// How many values there were.
  public let count: Int
  /// The median.
  public let p50: Double
  /// The 99th percentile.
  public let p99: Double
  /// The greatest value.
  public let max: Double

  /// Summarises values, in any order; `nil` if there are none.
  public init?(_ values: [Double]) {
    let sorted = values.sorted()
    guard let last = sorted.last else { return nil }
    count = sorted.count
    p50 = Self.value(at: 50, of: sorted)
    p99 = Self.value(at: 99, of: sorted)
    max = last
  }

  /// The percentile by nearest rank: the least value that at least `percent` of 100 values do not exceed.
  ///
  /// In whole numbers, since 0.99 × 300 is not quite 297.
  /// - Parameters:
  ///   - percent: 1…100.
  ///   - sorted: At least one value, in order.
  private static func value(at percent: Int, of sorted: [Double]) -> Double {
    sorted[(sorted.count * percent + 99) / 100 - 1]
  }
}

extension Duration {
  var inMilliseconds: Double { self / .milliseconds(1) }
  var inSeconds: Double { self / .seconds(1) }
}
