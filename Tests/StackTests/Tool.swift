import Foundation

/// Runs other people's clients, to see a stack as its users do.
enum Tool {
  struct Failed: Error {
    let output: String
  }

  /// The output of a program found on PATH, trimmed.
  ///
  /// Throws what it printed if it fails.
  static func run(_ arguments: [String], input: String = "") async throws -> String {
    let process = Process()
    let output = Pipe()
    let stdin = Pipe()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["timeout", "60"] + arguments
    process.standardOutput = output
    process.standardError = output
    process.standardInput = stdin
    let text: String = try await withCheckedThrowingContinuation { continuation in
      process.terminationHandler = { _ in
        let data = output.fileHandleForReading.readDataToEndOfFile()
        continuation.resume(returning: String(decoding: data, as: UTF8.self))
      }
      do {
        try process.run()
        stdin.fileHandleForWriting.write(Data(input.utf8))
        try stdin.fileHandleForWriting.close()
      } catch {
        process.terminationHandler = nil
        continuation.resume(throwing: error)
      }
    }
    guard process.terminationStatus == 0 else { throw Failed(output: text) }
    return text.trimmingCharacters(in: .whitespacesAndNewlines)
  }

  static func psql(_ url: String, _ statement: String) async throws -> String {
    try await run(["psql", "-X", "-A", "-t", "-q", url, "-c", statement])
  }

  static func redis(_ url: String, _ command: String...) async throws -> String {
    try await run(["redis-cli", "-u", url] + command)
  }
}
