import Glibc

/// The system user that PostgreSQL runs as when we are root, as which it refuses to run.
struct Account: Sendable, Equatable {
  let name: String
  let user: uid_t
  let group: gid_t

  /// The user `postgres` if we are root; `nil` if we are somebody else, who then runs it directly.
  static func forPostgres() throws(StackError) -> Account? {
    guard getuid() == 0 else { return nil }
    var entry = passwd()
    var buffer = [CChar](repeating: 0, count: 4096)
    var found: UnsafeMutablePointer<passwd>?
    guard getpwnam_r("postgres", &entry, &buffer, buffer.count, &found) == 0, found != nil else {
      throw StackError(
        .missingProgram, part: .postgres,
        "PostgreSQL refuses to run as root and there is no user postgres: install the Debian package postgresql, "
          + "or run dogear as another user")
    }
    return Account(name: "postgres", user: entry.pw_uid, group: entry.pw_gid)
  }

  /// Whether the user can pass through every folder above `path`, by their mode bits.
  func reaches(_ path: String) -> Bool {
    var folder = path
    while let slash = folder.lastIndex(of: "/") {
      folder = String(folder[..<slash])
      var status = stat()
      guard stat(folder.isEmpty ? "/" : folder, &status) == 0 else { return false }
      let bit: mode_t = status.st_uid == user ? 0o100 : status.st_gid == group ? 0o010 : 0o001
      guard status.st_mode & bit != 0 else { return false }
    }
    return true
  }
}
