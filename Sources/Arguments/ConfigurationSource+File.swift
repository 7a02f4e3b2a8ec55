import Glibc

extension ConfigurationSource {
  /// More than this is no configuration file.
  private static let mostBytes = 1 << 20

  /// Reads settings from a file of at most 1 MiB.
  public init(contentsOf path: String) throws(ConfigurationError) {
    guard let file = fopen(path, "re") else {
      throw ConfigurationError(
        file: path, line: nil, reason: "cannot be read: \(String(cString: strerror(errno)))")
    }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: Self.mostBytes + 1)
    let count = fread(&bytes, 1, bytes.count, file)
    guard ferror(file) == 0 else {
      throw ConfigurationError(
        file: path, line: nil, reason: "cannot be read: \(String(cString: strerror(errno)))")
    }
    guard count <= Self.mostBytes, let text = String(validating: bytes.prefix(count), as: UTF8.self) else {
      throw ConfigurationError(file: path, line: nil, reason: "is not a UTF-8 text of at most 1 MiB")
    }
    try self.init(parsing: text, file: path)
  }

  /// Whether there is a file that may be read.
  static func exists(_ path: String) -> Bool {
    access(path, R_OK) == 0
  }
}
