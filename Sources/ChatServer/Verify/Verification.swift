import ChatModel

/// A count that is not what messages and read positions say.
public struct Difference: Hashable, Sendable {
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
}

/// What a verification found.
public struct VerificationResult: Sendable {
  /// How many counts were compared.
  public var compared: Int
  /// Those that were wrong every time they were looked at, in order.
  public var differences: [Difference]

  /// Creates a result.
  public init(compared: Int, differences: [Difference]) {
    self.compared = compared
    self.differences = differences
  }
}

/// Compares what is counted with what should be.
public enum Verification {
  /// The differences between the recomputed counters and what Redis and the snapshots have. Linear in memberships.
  /// - Parameter snapshots: `nil` leaves them out.
  public static func compare(
    truth: [UserChannel: Unread], counters: [UserChannel: Unread], snapshots: [UserChannel: Badge]?
  ) -> [Difference] {
    truth.sorted { $0.key < $1.key }.flatMap { key, expected in
      let badge = expected.badge(in: key.channel)
      var wrong: [Difference] = []
      // A member who never had anything to count need not have a counter.
      let counted = counters[key]?.badge(in: key.channel)
      if counted ?? Badge() != badge {
        wrong.append(Difference(key: key, place: .redis, expected: badge, found: counted))
      }
      if let snapshots, snapshots[key] ?? Badge() != badge {
        wrong.append(Difference(key: key, place: .snapshot, expected: badge, found: snapshots[key]))
      }
      return wrong
    }
  }
}
