import ChatModel
import Synchronization

/// How often a server has found its database to be an older one: what it remembers of the database is then of another one,
/// in which lists and heads may have the numbers of others.
///
/// Shared by the flow that finds it out, those that remember something, and the one that tells clients.
public final class Restorations: Sendable {
  private struct State {
    var noted = 0
    var last: Timestamp?
  }

  private let state = Mutex(State())

  /// Creates a count of none.
  public init() {}

  /// Notes one.
  func note() {
    state.withLock { $0.noted += 1 }
  }

  /// Notes that no counters are left of before the one that was found then: clients may be told.
  func closed(found: Timestamp) {
    state.withLock { $0.last = found }
  }

  /// When the last one was found whose counters are gone.
  var last: Timestamp? { state.withLock { $0.last } }

  /// How many there were.
  fileprivate var noted: Int { state.withLock { $0.noted } }
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
