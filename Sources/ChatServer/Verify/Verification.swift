import ChatModel

/// Compares what is counted with what should be.
public enum Verification {
  /// The differences between the recomputed counters and what Redis and the snapshots have.
  ///
  /// Linear in memberships. - Parameter snapshots: `nil` leaves them out.
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
