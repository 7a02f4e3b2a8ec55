/// What the database lacks, or has and should not, as the ledger says.
public struct LedgerFindings: Sendable, Equatable {
  /// What is wrong with messages.
  public var posts = PostFaults()
  /// How many messages there are.
  public var storedPosts = 0
  /// How many channels have a number without a message.
  public var gaps = 0
  /// How many memberships lack a receipt that was acknowledged.
  public var lostReads = 0
  /// How many memberships have a receipt that nobody sent.
  public var inventedReads = 0

  /// Creates findings of nothing.
  public init() {}

  /// Acknowledged and not there.
  public var lost: Int { posts.lost + lostReads }
  /// There, or numbered, without a cause.
  public var surplus: Int { posts.doubled + posts.invented + inventedReads + gaps }

  /// What is wrong beyond what was wrong earlier in the same run: the ledger is of the whole run, and a loss is one of the
  /// fault that it followed.
  public func beyond(_ earlier: LedgerFindings) -> LedgerFindings {
    var new = self
    new.posts.lost = max(0, posts.lost - earlier.posts.lost)
    new.posts.doubled = max(0, posts.doubled - earlier.posts.doubled)
    new.posts.invented = max(0, posts.invented - earlier.posts.invented)
    new.gaps = max(0, gaps - earlier.gaps)
    new.lostReads = max(0, lostReads - earlier.lostReads)
    new.inventedReads = max(0, inventedReads - earlier.inventedReads)
    return new
  }
}
