import Foundation
import Glibc
import Lanes
import Synchronization

/// A process of this program that a benchmark starts, listens to, and may kill.
///
/// Its standard input is a pipe that it watches: it ends with us however we end.
actor PartProcess {
  private let lane = Lane(name: "bench-part")
  private let input = Pipe()
  private let output = Pipe()
  private let end = PartEnd()
  nonisolated let pid: Int32

  /// The thread that waits for its output.
  nonisolated var unownedExecutor: UnownedSerialExecutor { lane.asUnownedSerialExecutor() }

  /// Starts the process.
  /// - Parameters:
  ///   - words: What stands behind the program's name.
  ///   - environment: What it finds in its environment beside ours.
  ///   - prelude: What a shell does first, in whose place the program comes.
  ///   - isHeard: Whether its output is read; else it goes nowhere.
  init(
    _ words: [String], environment: [String: String] = [:], prelude: String? = nil, isHeard: Bool = true
  ) throws {
    let process = Process()
    let program = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    process.executableURL = URL(fileURLWithPath: prelude == nil ? program : "/bin/sh")
    process.arguments = (prelude.map { ["-c", "\($0); exec \"$0\" \"$@\"", program] } ?? []) + words
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.standardInput = input
    process.standardOutput = isHeard ? output : FileHandle.nullDevice
    if !isHeard { process.standardError = FileHandle.nullDevice }
    // Whoever else is started meanwhile must not hold our ends open.
    for end in [input.fileHandleForWriting, output.fileHandleForReading] {
      _ = fcntl(end.fileDescriptor, F_SETFD, FD_CLOEXEC)
    }
    process.terminationHandler = { [end] _ in end.come() }
    try process.runListening()
    pid = process.processIdentifier
  }

  /// Ends the present process, which is such a part, when the other end of standard input is closed, as it is when the
  /// parent has ended.
  static func endWithParent() {
    Thread.detachNewThread {
      var byte: UInt8 = 0
      while Glibc.read(STDIN_FILENO, &byte, 1) > 0 {}
      _ = Glibc.kill(getpid(), SIGTERM)
      sleep(5)
      _exit(1)
    }
  }

  /// Types a line.
  func type(_ line: String) throws {
    try input.fileHandleForWriting.write(contentsOf: Data((line + "\n").utf8))
  }

  /// What it has written since, at least a byte; empty once it has ended.
  func read() -> [UInt8] {
    [UInt8](output.fileHandleForReading.availableData)
  }

  /// Waits until it says that it is ready.
  func ready() throws {
    guard !read().isEmpty else { throw PartEnded() }
  }

  /// Ends it at once.
  nonisolated func kill() {
    end.unlessCome { _ = Glibc.kill(pid, SIGKILL) }
  }

  /// Asks it to end, makes it end if it does not, and waits until it has.
  nonisolated func stop() async {
    end.unlessCome { _ = Glibc.kill(pid, SIGTERM) }
    let giveUp = Task {
      try await Task.sleep(for: .seconds(15))
      kill()
    }
    await end.wait()
    giveUp.cancel()
  }

  /// The process ended before it was ready.
  struct PartEnded: Error, CustomStringConvertible {
    var description: String { "a process of the benchmark ended before it was ready; see the log" }
  }
}

/// The end of a process, after which its number may belong to another.
private final class PartEnd: Sendable {
  private struct State {
    var hasCome = false
    var waiting: [CheckedContinuation<Void, Never>] = []
  }

  private let state = Mutex(State())

  func come() {
    let waiting = state.withLock { state in
      state.hasCome = true
      defer { state.waiting = [] }
      return state.waiting
    }
    for task in waiting { task.resume() }
  }

  func unlessCome(_ body: () -> Void) {
    state.withLock { if !$0.hasCome { body() } }
  }

  func wait() async {
    await withCheckedContinuation { continuation in
      let hasCome = state.withLock { state in
        if !state.hasCome { state.waiting.append(continuation) }
        return state.hasCome
      }
      if hasCome { continuation.resume() }
    }
  }
}
