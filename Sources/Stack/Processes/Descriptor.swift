import Glibc

/// A file descriptor that is closed with its last reference, and that no other program inherits.
final class Descriptor: Sendable {
  /// Always 10 or higher, so that `dup2` onto a child's low descriptors never hits another source.
  let number: Int32

  /// Takes over `number`, which must be open and owned by nobody else.
  init?(takingOver original: Int32) {
    number = fcntl(original, F_DUPFD_CLOEXEC, 10)
    close(original)
    guard number >= 0 else { return nil }
  }

  deinit {
    if number >= 0 { close(number) }
  }

  /// Two connected ends.
  ///
  /// A socket pair rather than a pipe, because a write to a pipe whose reader has died raises SIGPIPE.
  static func pair() throws(StackError) -> (ours: Descriptor, theirs: Descriptor) {
    var ends: [Int32] = [-1, -1]
    let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
    guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else {
      throw .system("cannot open a socket pair", errno: errno)
    }
    guard let ours = Descriptor(takingOver: ends[0]), let theirs = Descriptor(takingOver: ends[1]) else {
      throw .system("cannot open a socket pair", errno: errno)
    }
    return (ours, theirs)
  }

  /// Sends all of `text`; false if the other end is gone.
  @discardableResult
  func send(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes {
        Glibc.send(number, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      sent += count
    }
    return true
  }
}
