/// The part of the counters that a user belongs to: the unit of Redis slots, leases and rebuilds.
public struct Bucket: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// 0 ..< count.
  public let index: Int

  /// How many buckets there are unless said otherwise.
  ///
  /// A fan-out to everybody is one function call a bucket, all in one round trip; more buckets spread better
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
