import Glibc

/// The least time of the processor that a piece of work takes on this thread, of three tries.
///
/// Other than by the clock on the wall, a machine that is busy with something else hardly makes it longer.
public func processorTime(_ work: () -> Void) -> Duration {
  (0..<3).map { _ in
    let before = spent()
    work()
    return spent() - before
  }.min() ?? .zero
}

private func spent() -> Duration {
  var time = timespec()
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
  return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
}
