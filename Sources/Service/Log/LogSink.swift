import Synchronization

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
    var entry = LogEntry(time: now(), level: level, label: label, message: message, metadata: metadata)
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
