/// Port: one of several that record the receipts of a pattern, each one batch at a time.
///
/// An actor, so that it can share the thread of the connection it uses: an event then costs no change of thread.
public protocol PatternWorker: Actor {
  /// The most events that are worth handing over at once.
  nonisolated var most: Int { get }

  /// Records receipts, and returns when they are acknowledged.
  func record(_ events: ArraySlice<ReadEvent>) async throws

  /// Gives back what it holds.
  func close() async
}

/// Port: where a pattern's receipts end up.
public protocol PatternStore: Sendable {
  /// How many of these memberships have been read to the head.
  func complete(among memberships: [Int]) async throws -> Int

  /// How many of all memberships have been read to the head.
  func complete() async throws -> Int

  /// The position of every membership that has one.
  func positions() async throws -> [Int: StoredPosition]
}

/// A position as it is stored.
public struct StoredPosition: Sendable, Equatable {
  /// Read up to here.
  public let seq: Int64
  /// When it was committed, in microseconds since 1970; `nil` if the store does not know.
  public let committed: Int64?

  /// Creates a position.
  public init(seq: Int64, committed: Int64? = nil) {
    self.seq = seq
    self.committed = committed
  }
}
