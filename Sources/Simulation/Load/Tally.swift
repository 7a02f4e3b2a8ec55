import Measure

/// What is measured of a run, in constant memory: histograms of latencies, and how they and the rates went second by second.
///
/// Nothing counts before `beginMeasuring`, so that what is cold at the start is left out.
public struct Tally: Sendable {
  /// The durations that are measured.
  public enum Latency: String, CaseIterable, Sendable {
    /// From when a receipt was due to its acknowledgement by Kafka.
    case accepted
    /// From when a receipt was due until PostgreSQL has it.
    case durable
    /// From when a message was due to its acknowledgement by Kafka.
    case posted
    /// From when a message was due until a member's counter in Redis has it, as a client learns.
    case badge
    /// How late the load itself was: from when something was due until it was handed over.
    case late

    /// What it is, for people.
    public var title: String {
      switch self {
      case .accepted: "receipt due → acknowledged by Kafka"
      case .durable: "receipt due → in PostgreSQL"
      case .posted: "message due → acknowledged by Kafka"
      case .badge: "message due → in a member's badge"
      case .late: "due → handed over by the load itself"
      }
    }
  }

  /// Everything since the measuring began.
  public private(set) var histograms: [Latency: Histogram] = [:]
  /// The last whole second, for the display.
  public private(set) var lastSecond: [Latency: Histogram] = [:]
  /// How the latencies' p50 and p99 and the rates went.
  public private(set) var series: [String: Series] = [:]
  private var receipts = 0
  private var posts = 0
  private var second: [Latency: Histogram] = [:]
  private var secondReceipts = 0
  private var secondPosts = 0
  private var secondBegan: Duration = .zero
  private var began: Duration?
  private var ended: Duration?

  /// Creates an empty tally.
  public init() {}

  /// How many receipts and messages were acknowledged a second, until the measuring ended or now; `nil` before it began.
  public func rates(at now: Duration) -> (receipts: Double, posts: Double)? {
    guard let began else { return nil }
    let seconds = max(0.001, ((ended ?? now) - began) / .seconds(1))
    return (Double(receipts) / seconds, Double(posts) / seconds)
  }

  /// Ends the warm-up.
  public mutating func beginMeasuring(at now: Duration) {
    (began, ended) = (now, nil)
    (histograms, receipts, posts) = ([:], 0, 0)
  }

  /// Ends the load: what comes afterwards is of no rate, though the latencies of what was sent before still count.
  public mutating func endMeasuring(at now: Duration) {
    ended = now
  }

  /// Notes a duration.
  public mutating func record(_ latency: Latency, _ duration: Duration) {
    let duration = max(.zero, duration)
    second[latency, default: Histogram()].record(duration)
    if began != nil { histograms[latency, default: Histogram()].record(duration) }
    switch latency {
    case .accepted:
      secondReceipts += 1
      if isRated { receipts += 1 }
    case .posted:
      secondPosts += 1
      if isRated { posts += 1 }
    default: break
    }
  }

  private var isRated: Bool { began != nil && ended == nil }

  /// Ends a second, or what has become of it if the caller was late: what it had becomes points of the series.
  public mutating func endSecond(at now: Duration, present: Int) {
    let seconds = Double(now.components.seconds)
    for (latency, histogram) in second where histogram.count > 0 {
      for (name, percentile) in [("p50", 50.0), ("p99", 99.0)] {
        add(
          "\(latency.rawValue).\(name)", "ms", seconds,
          Double(histogram.value(atPercentile: percentile)) / 1_000)
      }
    }
    let length = max(0.001, (now - secondBegan) / .seconds(1))
    add("rate.receipts", "/s", seconds, Double(secondReceipts) / length)
    add("rate.posts", "/s", seconds, Double(secondPosts) / length)
    secondBegan = now
    add("readers", "", seconds, Double(present))
    (lastSecond, second, secondReceipts, secondPosts) = (second, [:], 0, 0)
  }

  /// Adds a point of another figure, such as the lag.
  public mutating func add(_ name: String, _ unit: String, _ seconds: Double, _ value: Double) {
    series[name, default: Series(name: name, unit: unit)].append(seconds: seconds, value: value)
  }
}
