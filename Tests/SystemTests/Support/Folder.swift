import Foundation

/// A folder of one test, in which everything that the test starts has its files.
///
/// Other users may pass through it, as PostgreSQL's must when the tests run as root.
final class Folder: Sendable {
  let path: String

  init() throws {
    path = "/tmp/dogear-system-\(UUID().uuidString.prefix(8).lowercased())"
    try FileManager.default.createDirectory(
      atPath: path, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o755])
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  /// This process's environment with every folder for files inside this one, and nothing of Dogear's in it.
  var environment: [String: String] {
    let outside: Set = ["REDIS_URL", "DATABASE_URL", "KAFKA_BROKERS", "KAFKA_HOME"]
    var environment = ProcessInfo.processInfo.environment.filter { name, _ in
      !name.hasPrefix("DOGEAR_") && !outside.contains(name)
    }
    for name in ["TMPDIR", "XDG_RUNTIME_DIR", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "HOME"] {
      environment[name] = path
    }
    return environment
  }

  /// The processes that work in this folder or name it in their arguments, without this one.
  var processes: [Int32] {
    names(in: "/proc").compactMap { Int32($0) }.filter { pid in
      guard pid != getpid() else { return false }
      let folder = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(pid)/cwd")) ?? ""
      let arguments = FileManager.default.contents(atPath: "/proc/\(pid)/cmdline") ?? Data()
      return folder.hasPrefix("\(path)/") || String(decoding: arguments, as: UTF8.self).contains("\(path)/")
    }
  }

  /// Those of them that run this program.
  func processes(named name: String) -> [Int32] {
    processes.filter { pid in
      FileManager.default.contents(atPath: "/proc/\(pid)/comm") == Data("\(name)\n".utf8)
    }
  }

  /// All files in the folder, by their paths in it; folders that the programs may keep are left out.
  var files: [String] {
    let all = FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []
    return all.filter { name in
      var isFolder: ObjCBool = false
      _ = FileManager.default.fileExists(atPath: "\(path)/\(name)", isDirectory: &isFolder)
      return !isFolder.boolValue || name.hasPrefix("dogear-")
    }
  }

  private func names(in folder: String) -> [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
  }
}
