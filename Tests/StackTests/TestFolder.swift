import Foundation
import Testing

@testable import Stack

/// A folder of one test, in which everything the test starts has its files.
///
/// Other users may pass through it, as PostgreSQL's must.
final class TestFolder: Sendable {
  let path: String

  init() throws {
    path = "/tmp/stacktest-\(UUID().uuidString.prefix(8).lowercased())"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  /// The environment of this process, with every folder for files inside this one.
  var environment: [String: String] {
    var environment = ProcessInfo.processInfo.environment
    for key in ["TMPDIR", "XDG_RUNTIME_DIR", "XDG_STATE_HOME", "HOME"] { environment[key] = path }
    return environment
  }

  /// A plan for a stack in this folder, quick rather than careful.
  func plan(redis: Bool = false, postgres: Bool = false, kafka: StackPlan.Kafka = .none) -> StackPlan {
    var plan = StackPlan(kafka: kafka)
    plan.redis = redis ? .start : .none
    plan.postgres = postgres ? .start : .none
    plan.fsync = false
    plan.environment = environment
    return plan
  }

  /// The temporary folders of stacks.
  var stacks: [String] {
    FolderListing.names(in: path).filter { $0.hasPrefix("dogear-") }
  }

  /// The processes that work in this folder or name it in their arguments.
  var processes: [Int32] {
    FolderListing.names(in: "/proc").compactMap { Int32($0) }.filter { pid in
      guard pid != getpid(), let stat = ProcessTable.stat(of: pid), !stat.isZombie else { return false }
      let cwd = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(pid)/cwd")) ?? ""
      let arguments = FileText.read("/proc/\(pid)/cmdline") ?? ""
      return cwd.hasPrefix("\(path)/") || arguments.contains("\(path)/")
    }
  }

  /// Expects that stacks have left nothing here, at once or within the time that a watchdog may take.
  func expectNothingLeft(
    within limit: Duration = .seconds(30), sourceLocation: SourceLocation = #_sourceLocation
  ) async {
    let clean = await Patience.wait(atMost: limit, every: .milliseconds(50)) {
      stacks.isEmpty && processes.isEmpty
    }
    #expect(clean, "left: \(stacks) \(processes)", sourceLocation: sourceLocation)
  }
}

/// The folder of a real Apache Kafka, if the environment names one.
let kafkaHome = ProcessInfo.processInfo.environment["KAFKA_HOME"]
