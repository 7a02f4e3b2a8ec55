/// The number of a message in its channel: 1, 2, 3 … with no gap; 0 stands for "before the first".
public typealias Seq = Int64

extension Seq {
  /// The highest number that a message can have: 2^53 − 1.
  ///
  /// Redis keeps scores, and Lua all numbers, as IEEE doubles, which are exact up to here.
  public static var mostSeq: Seq { (1 << 53) - 1 }

  /// Whether this can be the number of a message.
  public var isMessageSeq: Bool { self >= 1 && self <= .mostSeq }
}

/// A moment, in milliseconds since the Unix epoch: what Kafka stamps records with.
public struct Timestamp: Hashable, Sendable, Comparable {
  /// Milliseconds since 1970-01-01T00:00:00Z, within the years 1970 … 9999.
  public let milliseconds: Int64

  /// 9999-12-31T23:59:59.999Z.
  private static let latest: Int64 = 253_402_300_799_999

  /// Creates a moment, moved into the bounds: a stamp from the network may be anything.
  public init(milliseconds: Int64) {
    self.milliseconds = min(max(milliseconds, 0), Self.latest)
  }

  /// Orders by time.
  public static func < (left: Timestamp, right: Timestamp) -> Bool {
    left.milliseconds < right.milliseconds
  }
}

/// Port: the time of day.
public protocol WallClock: Sendable {
  /// Now.
  func now() -> Timestamp
}
