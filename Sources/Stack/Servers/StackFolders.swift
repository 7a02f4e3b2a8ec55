import Glibc

/// The folders of one stack.
struct StackFolders: Sendable {
  /// Sockets and whatever else dies with the stack; always temporary.
  let runtime: String
  /// Data and logs: the user's folder, or the same as `runtime`.
  let data: String
  /// Whether `data` outlives the stack.
  let isKept: Bool

  /// PostgreSQL's socket folder.
  var sockets: String { "\(runtime)/run" }
  /// The servers' logs.
  var logs: String { "\(data)/logs" }

  /// The log of a server or of one of its preparations.
  func log(_ name: String) -> ServerLog {
    ServerLog(path: "\(logs)/\(name).log")
  }

  /// Creates the folders.
  ///
  /// The watchdog learns of the temporary one before it exists.
  /// - Parameters:
  ///   - kept: The user's folder, already claimed, or `nil`.
  ///   - account: Who else must be able to pass through.
  static func create(
    kept: String?, temporary: String, account: Account?, watchdog: Watchdog
  ) throws(StackError) -> StackFolders {
    let name = String((0..<12).map { _ in "abcdefghijklmnopqrstuvwxyz0123456789".randomElement() ?? "x" })
    let runtime = "\(temporary)/dogear-\(name)"
    watchdog.remove(runtime)
    let folders = StackFolders(runtime: runtime, data: kept ?? runtime, isKept: kept != nil)
    try make(runtime, mode: account == nil ? 0o700 : 0o711)
    try make(folders.sockets, owner: account)
    try make(folders.logs)
    return folders
  }

  /// The folder for temporary files: `TMPDIR` if it can be used by everyone concerned, else `/tmp`.
  ///
  /// A unix socket's path has at most 107 bytes (unix(7)); PostgreSQL adds 19 and we add 24 of them.
  static func temporaryFolder(_ environment: [String: String], account: Account?) -> String {
    let folder = environment["TMPDIR"] ?? ""
    let usable =
      folder.hasPrefix("/") && folder.utf8.count + 24 + 19 <= 107
      && !folder.contains(where: { $0.isWhitespace || $0 == "," })
      && access(folder, W_OK | X_OK) == 0 && account?.reaches("\(folder)/any") != false
    return usable ? folder : "/tmp"
  }

  /// Creates a folder if it is missing, and gives it the mode and the owner.
  static func make(_ path: String, mode: mode_t = 0o700, owner: Account? = nil) throws(StackError) {
    guard mkdir(path, mode) == 0 || errno == EEXIST, chmod(path, mode) == 0,
      owner.map({ chown(path, $0.user, $0.group) == 0 }) ?? true
    else {
      let code = errno
      throw StackError(.directory, "cannot create the folder \(path): \(errorText(code))")
    }
  }
}
