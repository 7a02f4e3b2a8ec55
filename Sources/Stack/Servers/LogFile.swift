import Glibc

/// The file that a server's output goes to.
struct LogFile: Sendable {
  let path: String

  /// Forgets earlier runs, so that the log of a kept stack does not grow for ever.
  func clear() {
    unlink(path)
  }

  /// The number of bytes so far.
  var length: Int {
    var status = stat()
    return stat(path, &status) == 0 ? Int(status.st_size) : 0
  }

  /// What was written after the first `offset` bytes.
  func text(after offset: Int = 0) -> String {
    FileText.read(path, from: offset) ?? ""
  }

  /// The last lines, oldest first.
  func tail(_ count: Int = 8, after offset: Int = 0) -> [String] {
    text(after: offset).split(separator: "\n").suffix(count).map(String.init)
  }
}
