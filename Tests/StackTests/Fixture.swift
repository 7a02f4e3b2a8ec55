import Foundation
import Synchronization
import TestSupport

@testable import Stack

/// A program that owns a stack, to be killed.
final class Fixture: Sendable {
  let pid: Int32
  private let input: FileHandle
  private let lines = Mutex("")

  /// Starts the program next to this test's.
  init(_ folder: TemporaryFolder, _ arguments: [String]) throws {
    let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let process = Process()
    let output = Pipe()
    let stdin = Pipe()
    process.executableURL = URL(fileURLWithPath: tests).deletingLastPathComponent().appending(
      path: "StackFixture")
    process.arguments = [folder.path] + arguments
    process.environment = ProcessInfo.processInfo.environment.filter {
      $0.key != "KAFKA_HOME" || arguments.contains("kafka")
    }
    process.standardOutput = output
    process.standardInput = stdin
    try process.run()
    pid = process.processIdentifier
    input = stdin.fileHandleForWriting
    output.fileHandleForReading.readabilityHandler = { [weak self] handle in
      let data = handle.availableData
      if data.isEmpty { handle.readabilityHandler = nil }
      self?.lines.withLock { $0 += String(decoding: data, as: UTF8.self) }
    }
  }

  deinit {
    kill(pid, SIGKILL)
  }

  /// Waits until it has printed these words.
  func prints(_ words: String) async -> Bool {
    await Patience.wait(atMost: .seconds(300)) { lines.withLock { $0.contains(words) } }
  }

  /// Lets it exit without stopping its stack.
  func exit() throws {
    // A line, not only the end of the input: programs that other tests start at this moment may have inherited it.
    try input.write(contentsOf: Data("\n".utf8))
    try input.close()
  }

  /// Its children with these words in their arguments.
  func children(_ words: String) -> [ProcessStat] {
    ProcessTable.members(of: pid).filter { (FileText.read("/proc/\($0.pid)/cmdline") ?? "").contains(words) }
  }
}
