import Foundation
import Glibc
import Lanes
import TestSupport

@testable import Stack

/// A program that a test runs and talks to by signals.
///
/// It ends with the tests, however they end. What it prints goes through files, which nobody else can hold open.
final class Program: Sendable {
  /// How it ended.
  enum End: Equatable {
    case exited(Int32)
    case killed(Int32)
  }

  private let process: ChildProcess
  private let folder: TemporaryFolder

  var pid: Int32 { process.pid }
  /// Everything on standard output so far.
  var output: String { FileText.read("\(folder.path)/output") ?? "" }
  /// Everything on standard error so far.
  var errors: String { FileText.read("\(folder.path)/errors") ?? "" }
  /// Whether it has not ended.
  var isRunning: Bool { process.isRunning }

  /// Starts a program.
  static func start(_ words: [String], environment: [String: String]) async throws -> Program {
    try await Launcher.shared.start(words, environment)
  }

  /// The executable that was built beside this test's.
  static let dogear = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
    .appending(path: "dogear").path

  fileprivate init(_ words: [String], _ environment: [String: String]) throws {
    folder = try TemporaryFolder()
    let script = ["/bin/sh", "-c", #"exec "$@" 2>"$0""#, "\(folder.path)/errors"]
    let command = Command(
      arguments: ["/usr/bin/setpriv", "--pdeathsig", "KILL"] + script + words, environment: environment,
      directory: "/", log: "\(folder.path)/output")
    process = try ChildProcess(try Spawn.start(command, inheriting: []), nil)
  }

  deinit {
    process.signal(SIGKILL)
  }

  func signal(_ number: Int32) {
    process.signal(number)
  }

  /// Waits for the end.
  func ended(within limit: Duration = .seconds(60)) async throws -> End {
    try await eventually("process \(pid) ends", within: limit) { end }
  }

  private var end: End? {
    switch process.status {
    case nil: nil
    case .exited(let status): .exited(status)
    case .signalled(let signal): .killed(signal)
    }
  }

  /// Ends it at once.
  func kill9() async {
    process.signal(SIGKILL)
    _ = await process.ended()
  }
}

/// Starts programs from a thread that lives as long as the tests, since they are killed when that thread ends.
private actor Launcher {
  static let shared = Launcher()

  private let lane = Lane(name: "launcher")
  nonisolated var unownedExecutor: UnownedSerialExecutor { lane.asUnownedSerialExecutor() }

  func start(_ words: [String], _ environment: [String: String]) throws -> Program {
    try Program(words, environment)
  }
}
