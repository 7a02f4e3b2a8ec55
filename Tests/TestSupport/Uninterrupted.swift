import Glibc

/// Calls a function of the C library again for as long as a signal interrupts it: other tests of the process are sent
/// signals, and any thread may get them.
public func uninterrupted<Count: BinaryInteger>(_ call: () -> Count) -> Count {
  while true {
    let result = call()
    if result >= 0 || errno != EINTR { return result }
  }
}
