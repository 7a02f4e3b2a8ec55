import ChatModel

/// Compares what is counted with what should be.
public enum Verification {
  /// The differences between the recomputed counters and what Redis and the snapshots have.
  ///
  /// A counter or a snapshot of somebody who is no member is a difference, whatever it says. Linear in memberships.
  /// - Parameter snapshots: `nil` leaves them out.
  public static func compare(
    truth: [UserChannel: Unread], counters: [UserChannel: UnreadNumbers], snapshots: [UserChannel: Badge]?
  ) -> [Difference] {
    let ghosts = counters.keys.filter { truth[$0] == nil }.sorted().map { key in
      Difference(key: key, place: .redis, expected: Badge(), found: counters[key]?.badge(in: key.channel))
    }
    let late = (snapshots ?? [:]).keys.filter { truth[$0] == nil }.sorted().map { key in
      Difference(key: key, place: .snapshot, expected: Badge(), found: snapshots?[key])
    }
    return ghosts + late
      + truth.sorted { $0.key < $1.key }.flatMap { key, expected in
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

  /// How far the counters have come that differ.
  static func progress(
    of differences: [Difference], truth: [UserChannel: Unread], counters: [UserChannel: UnreadNumbers]
  ) -> [UserChannel: CounterProgress] {
    var progress: [UserChannel: CounterProgress] = [:]
    for key in differences.lazy.filter({ $0.place == .redis }).map(\.key) {
      guard let expected = truth[key] else { continue }
      progress[key] = CounterProgress(of: counters[key], expected, in: key.channel)
    }
    return progress
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
      differences: differences.filter { $0.place == .redis || !onTheirWay.contains($0.key) },
      progress: Verification.progress(of: differences, truth: expected, counters: counted))
  }
}

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

/// What a verification found.
public struct VerificationResult: Sendable {
  /// How many counts were compared.
  public var compared: Int
  /// Those that were wrong every time they were looked at, in order.
  public var differences: [Difference]
  /// How far the counters among them have come.
  var progress: [UserChannel: CounterProgress] = [:]

  /// Creates a result.
  public init(compared: Int, differences: [Difference]) {
    self.compared = compared
    self.differences = differences
  }

  init(compared: Int, differences: [Difference], progress: [UserChannel: CounterProgress]) {
    self.init(compared: compared, differences: differences)
    self.progress = progress
  }
}
