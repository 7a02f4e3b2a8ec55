import Foundation
import Lanes
import Synchronization

/// A program that a test runs and talks to by signals. It ends with the tests, however they end.
final class Program: Sendable {
  /// How it ended.
  enum End: Equatable {
    case exited(Int32)
    case killed(Int32)
  }

  let pid: Int32
  private let state = Mutex(State())

  private struct State {
    var output = ""
    var errors = ""
    var end: End?
  }

  /// Everything on standard output so far.
  var output: String { state.withLock { $0.output } }
  /// Everything on standard error so far.
  var errors: String { state.withLock { $0.errors } }
  var end: End? { state.withLock { $0.end } }

  /// Starts a program found on the `PATH` of `environment`.
  static func start(_ words: [String], environment: [String: String]) async throws -> Program {
    try await Launcher.shared.start(words, environment)
  }

  /// The executable that was built beside this test's.
  static let dogear = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
    .appending(path: "dogear").path

  /// - Parameter process: Not yet running.
  fileprivate init(_ process: Process) throws {
    let output = Pipe()
    let errors = Pipe()
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = errors
    let drained = DispatchGroup()
    drained.enter()
    drained.enter()
    try process.run()
    pid = process.processIdentifier
    Self.drain(output, drained) { [weak self] text in self?.state.withLock { $0.output += text } }
    Self.drain(errors, drained) { [weak self] text in self?.state.withLock { $0.errors += text } }
    process.terminationHandler = { [self] process in
      // What a killed program's own children still hold open must not keep us waiting.
      _ = drained.wait(timeout: .now() + .seconds(2))
      let status = process.terminationStatus
      state.withLock {
        $0.end = process.terminationReason == .exit ? .exited(status) : .killed(status)
      }
    }
  }

  deinit {
    if end == nil { kill(pid, SIGKILL) }
  }

  private static func drain(
    _ pipe: Pipe, _ drained: DispatchGroup, _ take: @escaping @Sendable (String) -> Void
  ) {
    pipe.fileHandleForReading.readabilityHandler = { handle in
      let data = handle.availableData
      guard data.isEmpty else { return take(String(decoding: data, as: UTF8.self)) }
      handle.readabilityHandler = nil
      drained.leave()
    }
  }

  func signal(_ number: Int32) {
    if end == nil { kill(pid, number) }
  }

  /// Waits for the end.
  func ended(within limit: Duration = .seconds(60)) async throws -> End {
    try await eventually("\(pid) ends", within: limit) { self.end }
  }

  /// Ends it at once.
  func kill9() async {
    signal(SIGKILL)
    _ = try? await ended()
  }
}

/// Starts programs from a thread that lives as long as the tests, since they are killed when the thread ends.
private actor Launcher {
  static let shared = Launcher()

  private let lane = Lane(name: "launcher")
  nonisolated var unownedExecutor: UnownedSerialExecutor { lane.asUnownedSerialExecutor() }

  func start(_ words: [String], _ environment: [String: String]) throws -> Program {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/setpriv")
    process.arguments = ["--pdeathsig", "KILL"] + words
    process.environment = environment
    return try Program(process)
  }
}
