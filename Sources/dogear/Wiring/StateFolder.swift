import Foundation

/// The folder for what must outlive a run: `$XDG_STATE_HOME/dogear`, else `~/.local/state/dogear`.
enum StateFolder {
  /// The path of a file in it; the folder is made if it is missing.
  static func file(_ name: String) throws -> String {
    let environment = ProcessInfo.processInfo.environment
    let home = environment["XDG_STATE_HOME"] ?? (environment["HOME"] ?? "/tmp") + "/.local/state"
    let folder = home + "/dogear"
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    return "\(folder)/\(name)"
  }
}
