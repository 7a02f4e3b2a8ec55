import Glibc

/// A pipe that ends a `poll(2)` on another thread.
///
/// Put `readEnd` into the set of descriptors; any thread may call `wake()`, and the polling thread then calls
/// `drain()`. Both ends are non-blocking and close-on-exec, so a full pipe means only that a wake-up is already due.
public final class WakePipe: Sendable {
  /// The descriptor to poll for `POLLIN`.
  public let readEnd: Int32
  private let writeEnd: Int32

  /// Opens the pipe.
  /// - Throws: `WakePipe.Unavailable` when the process has no descriptors left.
  public init() throws(Unavailable) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw Unavailable(code: errno) }
    for end in ends {
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
    }
    readEnd = ends[0]
    writeEnd = ends[1]
  }

  deinit {
    close(readEnd)
    close(writeEnd)
  }

  /// Makes the current or the next poll of `readEnd` return.
  public func wake() {
    var byte: UInt8 = 1
    _ = write(writeEnd, &byte, 1)
  }

  /// Takes back all wake-ups so far.
  public func drain() {
    var bytes = [UInt8](repeating: 0, count: 64)
    while read(readEnd, &bytes, bytes.count) == bytes.count {}
  }

  /// The process could not open a pipe.
  public struct Unavailable: Error, CustomStringConvertible {
    /// The value of `errno`.
    public let code: Int32

    /// A sentence for the log.
    public var description: String {
      "cannot open a pipe: \(String(cString: strerror(code))); raise the limit of open files (ulimit -n)"
    }
  }
}
