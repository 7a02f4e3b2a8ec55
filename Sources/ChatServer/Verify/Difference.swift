import ChatModel

/// A count that is not what messages and read positions say.
public struct Difference: Hashable, Sendable, Comparable {
  /// What disagrees with the truth.
  public enum Place: String, Hashable, Sendable {
    /// The counters.
    case redis
    /// The snapshot.
    case snapshot
  }

  /// Whose count.
  public let key: UserChannel
  /// Where it is wrong.
  public let place: Place
  /// What it should be.
  public let expected: Badge
  /// What is there; `nil` if nothing is.
  public let found: Badge?

  /// Creates a difference.
  public init(key: UserChannel, place: Place, expected: Badge, found: Badge?) {
    self.key = key
    self.place = place
    self.expected = expected
    self.found = found
  }

  /// In the order of users and channels, the counters first.
  public static func < (left: Difference, right: Difference) -> Bool {
    (left.key, left.place.rawValue) < (right.key, right.place.rawValue)
  }
}
