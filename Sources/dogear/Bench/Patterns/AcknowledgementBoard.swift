import Glibc
import Patterns
import Synchronization

/// Where the workers of a run note what was acknowledged, and when.
final class AcknowledgementBoard: Sendable {
  private let state: Mutex<EventTimes>
  private let told: @Sendable (Range<Int>) -> Void

  /// - Parameter told: Called with the numbers of acknowledged events, in no particular order.
  init(count: Int, start: Int64, told: @escaping @Sendable (Range<Int>) -> Void = { _ in }) {
    state = Mutex(EventTimes(count: count, start: start))
    self.told = told
  }

  /// All times so far.
  var times: EventTimes { state.withLock { $0 } }

  func note(_ numbers: Range<Int>, sent: Int64, at now: Int64) {
    state.withLock { $0.acknowledge(numbers, sent: sent, at: now) }
    told(numbers)
  }

  var count: Int { state.withLock { $0.acknowledgedCount } }

  /// How many of these events are acknowledged.
  func count(among numbers: [Int]) -> Int {
    state.withLock { times in numbers.count(where: times.isAcknowledged) }
  }
}

/// The time of day in microseconds since 1970, as PostgreSQL stamps its transactions.
func microsecondsNow() -> Int64 {
  var time = timespec()
  clock_gettime(CLOCK_REALTIME, &time)
  return Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000
}
