import Foundation

/// A folder that goes away with its last owner.
///
/// Other users may pass through it, as PostgreSQL's must when the tests run as root.
public final class TemporaryFolder: Sendable {
  /// Its path, short enough for a socket in it.
  public let path: String

  /// Creates an empty one.
  public init() throws {
    path = "/tmp/dogear-test-\(UUID().uuidString.prefix(8).lowercased())"
    try FileManager.default.createDirectory(
      atPath: path, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o755])
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  /// The path of a file in it.
  public func path(_ name: String) -> String { "\(path)/\(name)" }

  /// What a file in it says.
  public func text(_ name: String) throws -> String {
    try String(contentsOfFile: path(name), encoding: .utf8)
  }

  /// Writes a file, in folders that are made if need be.
  /// - Returns: Its path.
  @discardableResult
  public func write(_ name: String, _ data: Data) throws -> String {
    let file = URL(fileURLWithPath: path(name))
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try data.write(to: file)
    return file.path
  }

  /// Writes a file of text.
  @discardableResult
  public func write(_ name: String, _ text: String) throws -> String {
    try write(name, Data(text.utf8))
  }

  /// This process's environment with every folder for files inside this one, and nothing of Dogear's in it.
  public var environment: [String: String] {
    let outside: Set = ["REDIS_URL", "DATABASE_URL", "KAFKA_BROKERS", "KAFKA_HOME"]
    var environment = ProcessInfo.processInfo.environment.filter { name, _ in
      !name.hasPrefix("DOGEAR_") && !outside.contains(name)
    }
    for name in ["TMPDIR", "XDG_RUNTIME_DIR", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "HOME"] {
      environment[name] = path
    }
    // Most brokers here are over before the second compiler pays; `Assets/test` says more.
    environment["KAFKA_OPTS"] = environment["KAFKA_OPTS"] ?? "-XX:TieredStopAtLevel=1"
    return environment
  }

  /// The processes that work in this folder or name it in their arguments, without this one and those that have ended.
  public var processes: [Int32] {
    names(in: "/proc").compactMap { Int32($0) }.filter { pid in
      guard pid != getpid() else { return false }
      let folder = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(pid)/cwd")) ?? ""
      let arguments = FileManager.default.contents(atPath: "/proc/\(pid)/cmdline") ?? Data()
      return folder.hasPrefix("\(path)/") || String(decoding: arguments, as: UTF8.self).contains("\(path)/")
    }
  }

  /// Those of them that run this program.
  public func processes(named name: String) -> [Int32] {
    processes.filter { pid in
      FileManager.default.contents(atPath: "/proc/\(pid)/comm") == Data("\(name)\n".utf8)
    }
  }

  /// All files in the folder, by their paths in it; folders that the programs may keep are left out.
  public var files: [String] {
    let all = FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []
    return all.filter { name in
      var isFolder: ObjCBool = false
      _ = FileManager.default.fileExists(atPath: path(name), isDirectory: &isFolder)
      return !isFolder.boolValue || name.hasPrefix("dogear-")
    }
  }

  private func names(in folder: String) -> [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
  }
}
