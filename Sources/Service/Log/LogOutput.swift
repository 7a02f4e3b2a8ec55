import Glibc
import Synchronization

/// Where formatted lines go.
public protocol LogOutput: Sendable {
  /// Writes a line that ends with a line break; must not wait long.
  /// - Returns: Whether it was written; if not, it is dropped and counted.
  func write(_ line: String) -> Bool
}

/// Writes lines to standard error; when its reader is stuck, lines are dropped rather than the program stopped.
public final class StandardErrorOutput: LogOutput {
  private let writer = Mutex(BoundedWriter())
  private let descriptor: Int32

  /// Creates an output to standard error.
  public convenience init() {
    self.init(descriptor: STDERR_FILENO)
  }

  /// Creates an output to a descriptor that stays its owner's.
  init(descriptor: Int32) {
    self.descriptor = descriptor
  }

  /// Writes a line, or drops it after a tenth of a second.
  public func write(_ line: String) -> Bool {
    writer.withLock { $0.write(line, to: descriptor) }
  }
}

/// Writes to a descriptor that may be a pipe nobody reads, without waiting for long.
struct BoundedWriter {
  /// Linux takes this much from a pipe for which `poll` reports room, without blocking (`PIPE_BUF`).
  private static let chunk = 4096
  /// How long a full pipe may hold up a line: unnoticed by people, and long enough for a reader that is alive.
  private static let patience: Int32 = 100

  /// After a line had to be dropped, lines are dropped at once until there is room again.
  private var isStalled = false

  /// Writes the whole line, unless the descriptor has no room for it in time.
  mutating func write(_ line: String, to descriptor: Int32) -> Bool {
    var bytes = Array(line.utf8)[...]
    while !bytes.isEmpty {
      var request = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
      let ready = poll(&request, 1, isStalled ? 0 : Self.patience)
      if ready < 0, errno == EINTR { continue }
      isStalled = ready != 1
      guard !isStalled else { return false }
      let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, min($0.count, Self.chunk)) }
      if count < 0 {
        guard errno == EINTR else { return false }
      } else {
        bytes = bytes.dropFirst(count)
      }
    }
    return true
  }
}

/// A format and an output, shared by the loggers of a process.
///
/// A line that the output could not take in time is dropped; the next line that it takes says how many were.
public final class LogSink: Sendable {
  private let format: LogFormat
  private let output: any LogOutput
  private let now: @Sendable () -> WallTime
  private let dropped = Mutex(0)

  /// Creates a sink.
  /// - Parameter now: The time that lines carry.
  public init(
    format: LogFormat, output: any LogOutput, now: @escaping @Sendable () -> WallTime = { WallTime.now() }
  ) {
    self.format = format
    self.output = output
    self.now = now
  }

  func write(level: Logger.Level, label: String, message: String, metadata: [(String, String)]) {
    var entry = LogLine(time: now(), level: level, label: label, message: message, metadata: metadata)
    let before = dropped.withLock { dropped in
      defer { dropped = 0 }
      return dropped
    }
    if before > 0 { entry.metadata.append(("dropped", "\(before)")) }
    if !output.write(format.line(for: entry)) {
      dropped.withLock { $0 += before + 1 }
    }
  }
}
