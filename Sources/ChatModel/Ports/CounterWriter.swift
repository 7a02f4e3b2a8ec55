/// Port: what fan-out and receipts write.
///
/// All writes are joins and may be repeated.
public protocol CounterWriter: Sendable {
  /// Applies messages to the counters of all members, in as few round trips as possible.
  /// - Throws: `CountersNotBuilt` if a bucket was lost; what went to other buckets is applied.
  func fanOut(_ fanOuts: [FanOut]) async throws

  /// Joins deltas into single counters.
  /// - Throws: `CountersNotBuilt` as above.
  func join(_ deltas: [UserChannel: Unread]) async throws
}
