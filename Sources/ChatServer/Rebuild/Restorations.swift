import Synchronization

/// How often a server has found its database to be an older one: what it remembers of the database is then of another one,
/// in which lists and heads may have the numbers of others.
///
/// Shared by the flow that finds it out and those that remember something.
public final class Restorations: Sendable {
  private let count = Mutex(0)

  /// Creates a count of none.
  public init() {}

  /// Notes one.
  func note() {
    count.withLock { $0 += 1 }
  }

  /// Whether there was one since `seen`, which becomes what is now.
  func happened(since seen: inout Int) -> Bool {
    let now = count.withLock { $0 }
    defer { seen = now }
    return now != seen
  }
}
