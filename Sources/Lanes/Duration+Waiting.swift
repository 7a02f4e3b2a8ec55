import Glibc

extension Duration {
  /// The time since the machine was started, times asleep included: `CLOCK_BOOTTIME`.
  ///
  /// `ContinuousClock` goes by the same, but its instants have no layout known to the compiler, and so neither has
  /// what they are stored in.
  public static var sinceBoot: Duration {
    var time = timespec()
    clock_gettime(CLOCK_BOOTTIME, &time)
    return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
  }

  /// Whole milliseconds, rounded up, so that what is short is not taken for none; 0 if it is negative.
  public var wholeMilliseconds: Int64 {
    let (seconds, attoseconds) = min(max(.zero, self), .seconds(1 << 40)).components
    return seconds * 1_000 + (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000
  }

  /// Milliseconds for `poll(2)`: rounded up, so that the time has passed when it returns; a day at most, and none if
  /// the duration is negative.
  public var pollMilliseconds: Int32 {
    Int32(min(self, .seconds(86_400)).wholeMilliseconds)
  }
}
