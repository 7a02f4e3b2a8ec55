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

/// One look at the counts of some users: what Redis and the snapshots have beside what messages and read positions say.
///
/// While people chat, a count may differ because it is on its way: only what differs at every look is wrong.
struct CountLook: Sendable {
  let truth: any CounterTruth
  let counters: any CounterReader & CounterSync
  let snapshots: any SnapshotReader

  /// Compares all counts of `users`, in three reads.
  func compare(_ users: [UserID]) async throws -> VerificationResult {
    let saved = try await snapshots.snapshots(of: users)
    let counted = try await counters.counters(of: users)
    let expected = try await truth.counters(of: users)
    let differences = Verification.compare(truth: expected, counters: counted, snapshots: saved)
    // A snapshot that was saved since it was read here is found right at the next look.
    let unsaved = Set(differences.filter { $0.place != .redis }.map(\.key))
    let onTheirWay = unsaved.isEmpty ? [] : try await counters.dirty(among: unsaved)
    return VerificationResult(
      compared: expected.count,
      differences: differences.filter { $0.place == .redis || !onTheirWay.contains($0.key) })
  }
}
