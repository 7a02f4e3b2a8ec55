import ChatModel
import Foundation
import TestSupport
import Testing

/// `dogear chat --script` against a real system: the real client, without a terminal.
@Suite("Scripts", .timeLimit(.minutes(20)))
struct ScriptTests {
  @Test("a script presses keys, sees badges, prints frames and draws a picture; its recording plays again")
  func plays() async throws {
    try await System.run(.inProcess) { system in
      let world = try await system.busyWorld()
      let script = try system.script(
        """
        size 90x20
        within 30s
        expect open #channel-0
        expect badge #channel-1 3
        expect total 3
        key Ctrl-K
        type "channel-1"
        key Enter
        expect open #channel-1
        expect text "third"
        key Enter
        type "hello from a script"
        key Enter
        expect text "hello from a script"
        expect badge #channel-1 0
        expect title "#channel-1 - dogear"
        expect pending 0
        frame "after sending"
        svg "\(system.folder.path)/screen.svg" light
        """)
      let recording = "\(system.folder.path)/recording.dogear"
      let outcome = try await system.play(script, by: world.users[0], "--record", recording)
      #expect(outcome.end == .exited(0), "\(outcome.errors)")
      #expect(outcome.output.contains("after sending"))
      #expect(outcome.output.contains("hello from a script"))
      let picture = try String(contentsOfFile: "\(system.folder.path)/screen.svg", encoding: .utf8)
      #expect(picture.contains("<svg"))
      #expect(picture.contains("hello from a script"))

      let again = try await system.play(recording, by: world.users[0])
      #expect(again.end == .exited(0), "\(again.errors)\n\(again.output)")
      try await eventually("both were sent") {
        try await system.store.messages(in: world.channels[1], seqs: 1...9).map(\.body).suffix(2)
          == ["hello from a script", "hello from a script"]
      }
    }
  }

  @Test("an expectation that does not come true is named with its line, and the exit status is 1")
  func fails() async throws {
    try await System.run(.inProcess) { system in
      let world = try await system.busyWorld()
      let script = try system.script("within 300ms\nexpect badge #channel-1 99\n")
      let outcome = try await system.play(script, by: world.users[0])
      #expect(outcome.end == .exited(1))
      #expect(outcome.errors.contains("\(script):2"), "\(outcome.errors)")
      #expect(outcome.errors.contains("expect badge #channel-1 99"), "\(outcome.errors)")

      let broken = try system.script("key Ctrl-Nonsense\n")
      let refused = try await system.play(broken, by: world.users[0])
      #expect(refused.end != .exited(0))
      #expect(refused.errors.contains("\(broken):1"), "\(refused.errors)")
    }
  }

  @Test("a draft and an editor's text outlive the client; peeking reads nothing")
  func keeps() async throws {
    try await System.run(.inProcess) { system in
      let world = try await system.busyWorld()
      let first = try system.script(
        """
        within 30s
        expect open #channel-0
        key i
        type "half a thought"
        key Ctrl-X
        expect text "half a thought, finished"
        key Escape P n
        expect open #channel-1
        expect text "third"
        key Escape
        wait 1s
        expect badge #channel-1 3
        """)
      let editor = "\(system.folder.path)/editor"
      try Data("#!/bin/sh\nprintf ', finished' >> \"$1\"\n".utf8).write(to: URL(fileURLWithPath: editor))
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: editor)
      let outcome = try await system.play(first, by: world.users[0], environment: ["VISUAL": editor])
      #expect(outcome.end == .exited(0), "\(outcome.errors)")
      #expect(try await system.store.readPositions(in: world.channels[1])[world.users[0]] == nil)

      let second = try system.script(
        """
        within 30s
        expect open #channel-0
        expect text "> half a thought, finished"
        key Tab
        expect text "draft"
        """)
      let again = try await system.play(second, by: world.users[0])
      #expect(again.end == .exited(0), "\(again.errors)")
    }
  }
}

extension System {
  /// Three users in two channels, the second of which has three messages by others.
  fileprivate func busyWorld() async throws -> World {
    _ = try await serve()
    let world = try await addWorld(users: 3, channels: 2)
    try await say("quiet here", by: world.users[0], in: world.channels[0], id: "quiet")
    for (index, body) in ["first", "second", "third"].enumerated() {
      try await say(body, by: world.users[1], in: world.channels[1], id: "busy-\(index)")
    }
    try await eventually("all is counted") {
      (try? await badge(UserChannel(world.users[0], world.channels[1])))?.unread == 3
    }
    return world
  }

  fileprivate func script(_ text: String) throws -> String {
    let path = "\(folder.path)/\(UUID().uuidString).dogear"
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    return path
  }

  fileprivate func play(
    _ script: String, by user: UserID, _ more: String..., environment: [String: String] = [:]
  ) async throws -> Outcome {
    let program = try await Program.start(
      [
        Program.dogear, "chat", "--user", "\(user)", "--channel", "channel-0", "--headless", "--script",
        script,
      ]
        + more, environment: self.environment.merging(environment) { $1 })
    let end = try await program.ended(within: .seconds(90))
    return Outcome(end: end, output: program.output, errors: program.errors)
  }
}
