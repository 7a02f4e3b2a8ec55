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

  /// How many there were.
  fileprivate var noted: Int { count.withLock { $0 } }
}

/// What a flow that remembers something has seen of the restorations.
struct RestorationWatch: Sendable {
  private let restorations: Restorations
  private var seen = 0

  init(_ restorations: Restorations) {
    self.restorations = restorations
  }

  /// Whether there was one since this was asked last.
  mutating func happened() -> Bool {
    let noted = restorations.noted
    defer { seen = noted }
    return noted != seen
  }
}
