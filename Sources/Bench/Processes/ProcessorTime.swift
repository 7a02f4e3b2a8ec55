import Glibc

/// Processor time of this process.
public enum ProcessorTime {
  /// In user and in kernel mode, of all threads, so far.
  public static var own: Duration {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
  }
}
