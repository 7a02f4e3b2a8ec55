import Glibc

/// Reads small text files with plain system calls: files in `/proc` have no size to ask for.
enum FileText {
  /// The text from byte `offset` on, or `nil` if the file cannot be opened.
  static func read(_ path: String, from offset: Int = 0) -> String? {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    if offset > 0 { lseek(file, offset, SEEK_SET) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 4096)
    while case let count = Glibc.read(file, &chunk, chunk.count), count > 0 {
      bytes += chunk[..<count]
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Creates or replaces a file.
  static func write(_ text: String, to path: String, mode: mode_t = 0o600) throws(StackError) {
    let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode)
    guard file >= 0 else { throw .system("cannot write \(path)", errno: errno) }
    defer { close(file) }
    let bytes = Array(text.utf8)
    guard Glibc.write(file, bytes, bytes.count) == bytes.count else {
      throw .system("cannot write \(path)", errno: errno)
    }
  }

  static func exists(_ path: String) -> Bool {
    access(path, F_OK) == 0
  }
}

/// Lists folders with plain system calls.
enum FolderListing {
  /// The names in a folder, in no order, without `.` and `..`; none if it cannot be read.
  static func names(in path: String) -> [String] {
    guard let folder = opendir(path) else { return [] }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) {
        String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }
}

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
