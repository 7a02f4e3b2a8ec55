import ChatModel
import Foundation
import TestSupport
import Testing

/// A client on a terminal, with somebody at the keyboard: tmux shows what a person would see.
final class Screen: Sendable {
  private let server: Program
  private let folder: TemporaryFolder
  private let environment: [String: String]
  let user: UserID

  /// Opens the client of a user in a window of 100 × 24.
  init(_ environment: [String: String], user: UserID, options: [String]) async throws {
    self.user = user
    folder = try TemporaryFolder()
    self.environment = environment.merging(["TERM": "xterm-256color", "LANG": "C.UTF-8"]) { $1 }
    let client = ([Program.dogear, "chat", "--user", user.rawValue] + options).joined(separator: " ")
    // Not a daemon, so that it ends with the tests, and the client with it.
    server = try await Program.start(
      ["tmux", "-S", "\(folder.path)/tmux", "-f", "/dev/null", "-D"], environment: environment)
    try await eventually("tmux answers") {
      try await self.tmux("new-session", "-d", "-x", "100", "-y", "24", client).end == .exited(0)
    }
  }

  private func tmux(_ words: String...) async throws -> Outcome {
    try await tmux(words)
  }

  private func tmux(_ words: [String]) async throws -> Outcome {
    // Never a server of its own: that would be a daemon, and outlive the tests.
    let program = try await Program.start(
      ["tmux", "-N", "-S", "\(folder.path)/tmux"] + words, environment: environment)
    let end = try await program.ended(within: .seconds(20))
    return Outcome(end: end, output: program.output, errors: program.errors)
  }

  /// What is on the screen; empty once the client has ended.
  func text() async throws -> String {
    try await tmux("capture-pane", "-p").output
  }

  /// Presses keys, by tmux's names for them.
  func press(_ keys: String...) async throws {
    try await sendKeys(keys)
  }

  /// Types text, as it is.
  func type(_ text: String) async throws {
    try await sendKeys(["-l", text])
  }

  private func sendKeys(_ words: [String]) async throws {
    let outcome = try await tmux(["send-keys"] + words)
    try #require(outcome.end == .exited(0), "tmux sent no keys: \(outcome.errors)")
  }

  /// Waits until a line of the screen contains all of `words`.
  func shows(_ words: String...) async throws {
    try await eventually("a line with \(words)", within: .seconds(60)) {
      try await self.text().split(separator: "\n").contains { line in
        words.allSatisfy { line.contains($0) }
      }
    }
  }

  /// The badge of a channel in the list, or nil while the list has no such channel.
  func badge(of channel: String) async throws -> String? {
    let rows = try await text().split(separator: "\n").compactMap { $0.split(separator: "│").first }
    return rows.first { $0.contains("#\(channel) ") }?.split(separator: " ").last.map(String.init)
  }

  /// Waits until the client has ended, and its terminal with it.
  func ends() async throws {
    try await eventually("the client ends", within: .seconds(20)) {
      try await self.tmux("has-session").end != .exited(0)
    }
  }

  /// Sends a signal to the client.
  func signal(_ name: String) async throws {
    let pid = try await tmux("display-message", "-p", "#{pane_pid}").output
    _ = try await Program.start(
      ["/bin/kill", "-\(name)", pid.trimmingCharacters(in: .whitespacesAndNewlines)], environment: environment
    ).ended()
  }
}
