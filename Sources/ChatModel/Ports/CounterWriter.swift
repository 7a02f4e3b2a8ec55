/// Port: what fan-out and receipts write.
///
/// All writes are joins and may be repeated.
public protocol CounterWriter: Sendable {
  /// Applies messages to the counters of all members that are there, in as few round trips as possible.
  /// - Returns: Those that are not: they were lost, there never were any, or their author's marker was taken back. They
  ///   are left alone, since a message knows nothing of what lies before it: what is lost must look lost. The caller
  ///   brings the whole counter with `join`.
  /// - Throws: `CountersNotBuilt` if a bucket was lost; what went to other buckets is applied.
  func fanOut(_ fanOuts: [FanOut]) async throws -> [UserChannel]

  /// Joins what was read into the counters that are there.
  ///
  /// What takes a marker back (see `Unread.isTakenBack(by:)`) is left to the caller too: the counter has forgotten what
  /// lies above it.
  /// - Returns: The indices of those that are not, or cannot be by a receipt alone: they are left as they are, since a
  ///   receipt knows neither the head nor the join floor. The caller brings the whole counter with `join`.
  /// - Throws: `CountersNotBuilt` as above.
  func read(_ reads: [CoalescedReceipts]) async throws -> [Int]

  /// Joins deltas into single counters, and creates those that are not there.
  /// - Throws: `CountersNotBuilt` as above.
  func join(_ deltas: [UserChannel: Unread]) async throws

  /// Deletes counters in one round trip: of memberships that are gone, or to have them brought anew.
  func remove(_ keys: [UserChannel]) async throws
}
