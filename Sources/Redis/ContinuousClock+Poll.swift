import Glibc

extension ContinuousClock.Instant {
  /// The milliseconds from now until this instant, rounded up, as `poll(2)` takes them.
  var pollTimeout: Int32 {
    let (seconds, attoseconds) = ContinuousClock.now.duration(to: self).components
    guard seconds >= 0, attoseconds >= 0 else { return 0 }
    return Int32(min(seconds, 1_000_000)) * 1000
      + Int32((attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
  }
}
