import ChatModel
import Synchronization

/// A time of day that moves only when told to.
public final class ManualClock: WallClock {
  private let time: Mutex<Int64>

  /// Starts at `milliseconds` since the Unix epoch.
  public init(milliseconds: Int64 = 1_700_000_000_000) {
    time = Mutex(milliseconds)
  }

  /// Now.
  public func now() -> Timestamp {
    Timestamp(milliseconds: time.withLock { $0 })
  }

  /// Moves on.
  public func advance(milliseconds: Int64) {
    time.withLock { $0 += milliseconds }
  }
}
