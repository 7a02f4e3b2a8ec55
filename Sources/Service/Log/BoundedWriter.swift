import Glibc

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
