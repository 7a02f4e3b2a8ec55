import ChatModel
import TestSupport
import Testing

/// `dogear chat --linear` in a pipe, against a real system.
@Suite("Lines in a pipe", .timeLimit(.minutes(20)))
struct LinearChatTests {
  @Test(
    "a line is sent and stored, looking reads nothing, and what cannot be done is said with exit status 1")
  func pipe() async throws {
    try await System.run(.inProcess) { system in
      _ = try await system.serve()
      let world = try await system.addWorld(users: 2, channels: 2)
      let (channel, other) = (world.channels[0], world.channels[1])
      try await system.say("good\u{1B}[2J morning", by: world.users[1], in: other, id: "greeting")
      try await eventually("it is counted") {
        (try? await system.badge(UserChannel(world.users[0], other)))?.unread == 1
      }
      func lines(_ text: String, in channel: String) async throws -> Outcome {
        let command =
          "printf '\(text)' | \(Program.dogear) chat --user \(world.users[0]) --channel \(channel) --linear"
        let program = try await Program.start(["/bin/sh", "-c", command], environment: system.environment)
        let end = try await program.ended(within: .seconds(60))
        return Outcome(end: end, output: program.output, errors: program.errors)
      }

      let sent = try await lines(#"hello from a pipe\n/open channel-1\n"#, in: "channel-0")
      #expect(sent.end == .exited(0), "\(sent.errors)")
      #expect(sent.output.contains("sent: hello from a pipe"), "\(sent.output)")
      #expect(sent.output.contains("good morning"), "\(sent.output)")
      #expect(!sent.output.unicodeScalars.contains("\u{1B}"))
      try await eventually("it is stored") {
        try await system.store.messages(in: channel, seqs: 1...9).map(\.body) == ["hello from a pipe"]
      }
      #expect(try await system.store.readPositions(in: other)[world.users[0]] == nil)

      let refused = try await lines(#"hello\n"#, in: "no-such-channel")
      #expect(refused.end == .exited(1), "\(refused.output)")
      #expect(try await system.store.messages(in: channel, seqs: 1...9).count == 1)
    }
  }
}
