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
