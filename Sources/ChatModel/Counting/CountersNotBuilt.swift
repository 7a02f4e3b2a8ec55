/// Counters were asked for or written to that are not there: Redis lost them, or is being rebuilt.
public struct CountersNotBuilt: Error, Hashable, Sendable, CustomStringConvertible {
  /// The buckets concerned.
  public let buckets: Set<Bucket>

  /// Creates the error.
  public init(buckets: Set<Bucket>) {
    self.buckets = buckets
  }

  /// A sentence for the log.
  public var description: String {
    "the counters of \(buckets.sorted().map(\.description).joined(separator: ", ")) are not built"
  }
}
