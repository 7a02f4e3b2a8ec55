import Glibc
import Synchronization

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
