import Foundation

/// A folder for the files of the programs that are measured, so that none finds or leaves anything in the user's own.
final class BenchFolder: Sendable {
  let path: String

  init() throws {
    let name = "dogear-bench-\(UUID().uuidString.prefix(8).lowercased())"
    path = FileManager.default.temporaryDirectory.appending(path: name).path
    try FileManager.default.createDirectory(
      atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  /// This process's environment with the same terminal for everybody, and with this folder as home.
  var environment: [String: String] {
    var environment = ProcessInfo.processInfo.environment.filter { name, _ in
      !name.hasPrefix("DOGEAR_") && !name.hasPrefix("LC_")
        && !["COLORTERM", "COLUMNS", "LINES", "NO_COLOR", "TMUX"].contains(name)
    }
    for name in ["HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_RUNTIME_DIR"] { environment[name] = path }
    environment["TERM"] = "xterm-256color"
    environment["LANG"] = "C.UTF-8"
    return environment
  }
}
