import Synchronization

/// Hands out the events of a workload in order, to any number of workers, none before it is due.
public final class Dispenser: Sendable {
  /// What there is to do.
  public enum Portion: Sendable, Equatable {
    /// These events, by number.
    case events(Range<Int>)
    /// Nothing for so many microseconds.
    case wait(Int64)
    /// Nothing any more.
    case end
  }

  private let workload: Workload
  private let start: Int64
  private let next = Mutex(0)

  /// Creates a dispenser.
  /// - Parameter start: When the run begins, in microseconds of any clock.
  public init(_ workload: Workload, start: Int64) {
    self.workload = workload
    self.start = start
  }

  /// Takes what is due at `now`, at most so many events.
  public func take(_ most: Int, at now: Int64) -> Portion {
    next.withLock { next in
      guard next < workload.count else { return .end }
      let first = next
      while next < workload.count, next - first < most {
        if let due = workload.due(next), start + due > now { break }
        next += 1
      }
      guard next == first else { return .events(first..<next) }
      return .wait(start + (workload.due(first) ?? 0) - now)
    }
  }
}
