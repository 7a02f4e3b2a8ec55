import Glibc
import Synchronization

/// Appends lines to a file of bounded size; the file before it is kept beside it with `.1` at the end of its name.
public final class LogFile: LogOutput {
  /// The file's path.
  public let path: String
  /// The size in bytes at which the file is set aside.
  public let limit: Int

  private struct State {
    var descriptor: Int32
    var size: Int
    var writer = BoundedWriter()
  }

  private let state: Mutex<State>

  /// Opens the file, readable by its owner and group; creates it if needed, but not its folder.
  /// - Parameter limit: The size in bytes at which the file is set aside, so that both take at most twice this.
  public init(path: String, limit: Int = 16 << 20) throws(Unavailable) {
    self.path = path
    self.limit = limit
    state = Mutex(try Self.open(path))
  }

  deinit {
    _ = state.withLock { close($0.descriptor) }
  }

  /// Opens the path anew, after someone else moved the file away (`SIGHUP` from logrotate).
  /// - Throws: `Unavailable`; lines then still go to the file that was open.
  public func reopen() throws(Unavailable) {
    let fresh = try Self.open(path)
    state.withLock { state in
      close(state.descriptor)
      state = fresh
    }
  }

  /// Writes a line, after setting the file aside if it would grow beyond the limit.
  public func write(_ line: String) -> Bool {
    state.withLock { state in
      let count = line.utf8.count
      if state.size > 0, state.size + count > limit { rotate(&state) }
      guard state.writer.write(line, to: state.descriptor) else { return false }
      state.size += count
      return true
    }
  }

  /// Goes on with the old file if the new one cannot be opened: a log too long is better than none.
  private func rotate(_ state: inout State) {
    guard rename(path, path + ".1") == 0, let fresh = try? Self.open(path) else { return }
    close(state.descriptor)
    state = fresh
  }

  private static func open(_ path: String) throws(Unavailable) -> State {
    let descriptor = Glibc.open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o640)
    guard descriptor >= 0 else { throw Unavailable(path: path, code: errno) }
    var status = stat()
    let size = fstat(descriptor, &status) == 0 ? status.st_size : 0
    return State(descriptor: descriptor, size: size)
  }

  /// The file cannot be opened.
  public struct Unavailable: Error, CustomStringConvertible {
    /// The path that was tried.
    public let path: String
    /// The value of `errno`.
    public let code: Int32

    /// A sentence for people.
    public var description: String {
      "cannot open the log file \(path): \(String(cString: strerror(code))); name another one or create its folder"
    }
  }
}
