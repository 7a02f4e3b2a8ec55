// The counters: an Unread for every membership, in buckets. Everything that is written to them is a join and may be
// repeated; what is not there is missing and never zero, and whoever finds it missing brings it whole from the
// database.

/// The part of the counters that a user belongs to: the unit of Redis slots, leases and rebuilds.
public struct Bucket: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// 0 ..< count.
  public let index: Int

  /// How many buckets there are unless said otherwise.
  ///
  /// A fan-out to everybody is a function call or some a bucket, all in one round trip; more buckets spread better
  /// over a cluster, fewer make fuller calls. The number is part of the counters' version: another rebuilds them.
  public static let usualCount = 16

  /// Creates the bucket with this index.
  public init(_ index: Int) {
    self.index = index
  }

  /// The bucket of `user` among `count`: FNV-1a (Fowler, Noll, Vo; 64 bits) of the handle, modulo `count`.
  ///
  /// Swift's own hash differs in every process, and each server must find the same bucket.
  public init(of user: UserID, among count: Int) {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in user.rawValue.utf8 {
      hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
    }
    index = Int(hash % UInt64(count))
  }

  /// All buckets, in order.
  public static func all(_ count: Int) -> [Bucket] {
    (0..<count).map(Bucket.init)
  }

  /// `b7`, as in the keys.
  public var description: String { "b\(index)" }

  /// Orders by index.
  public static func < (left: Bucket, right: Bucket) -> Bool {
    left.index < right.index
  }
}

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

/// The counters are kept in another form, by servers of a later version or with more buckets.
///
/// Nothing mends this but to end: those servers do all the work.
public struct CountersSuperseded: Error, Hashable, Sendable, CustomStringConvertible {
  /// The version of the form in which they are kept.
  public let version: Int
  /// Among how many buckets.
  public let bucketCount: Int

  /// Creates the error.
  public init(version: Int, bucketCount: Int) {
    self.version = version
    self.bucketCount = bucketCount
  }

  /// What is so, and what to do.
  public var description: String {
    "the counters are kept by servers of a later version (\(version), \(bucketCount) buckets), so this one ends; "
      + "to go back to it, stop those and run its `dogear rebuild`"
  }
}

/// One channel's share of a batch, as it is applied to all its members: since counters are joins, a hundred messages
/// fan out as one.
public struct FanOut: Sendable {
  /// Where.
  public let channel: ChannelID
  /// The highest seq of the batch: every member's H rises to it.
  public let head: Seq
  /// The seqs that mention everyone.
  public let everyone: [Seq]
  /// The seqs that count for nobody: deleted messages, and lines.
  public let uncounted: [Seq]
  /// The members to whom only that applies.
  public let members: [Member]
  /// The members to whom more applies, with all that does: authors and those mentioned by name.
  public let special: [UserID: Unread]
  /// Those who left, with their turns: their counters go, and nothing that was known before brings them back.
  public let departed: [UserID: Int64]

  /// Creates a fan-out.
  public init(
    channel: ChannelID, head: Seq, everyone: [Seq] = [], uncounted: [Seq] = [], members: [Member],
    special: [UserID: Unread] = [:], departed: [UserID: Int64] = [:]
  ) {
    self.channel = channel
    self.head = head
    self.everyone = everyone
    self.uncounted = uncounted
    self.members = members
    self.special = special
    self.departed = departed
  }
}

/// Port: what clients and verification read.
public protocol CounterReader: Sendable {
  /// The counters of a user in all channels, or in `channels`, in one round trip.
  ///
  /// What is not listed costs the same however much is unread.
  /// - Parameter listed: Of which of them the seqs are wanted too, without those that are read. One that is not there as a
  ///   whole is left out.
  /// - Throws: `CountersNotBuilt` while the user's bucket is being rebuilt.
  func counters(
    of user: UserID, in channels: [ChannelID]?, listing listed: Set<ChannelID>
  ) async throws -> [ChannelID: Counter]

  /// What is counted for all these users, in one round trip; see above.
  func counters(of users: [UserID]) async throws -> [UserChannel: UnreadNumbers]
}

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
