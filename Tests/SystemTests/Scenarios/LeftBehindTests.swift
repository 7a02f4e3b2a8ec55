import ChatModel
import TestSupport
import Testing

/// What terminals of one user have not sent when they are killed.
@Suite("Several terminals without Kafka", .timeLimit(.minutes(20)))
struct LeftBehindTests {
  private static let nowhere = "127.0.0.1:1"

  @Test("neither overwrites what the other keeps, and the next takes up all of it, of earlier versions too")
  func takenOver() async throws {
    try await System.run(.inProcess) { system in
      _ = try await system.serve()
      let world = try await system.addWorld(users: 2, channels: 2)
      let user = world.users[0]
      for channel in world.channels {
        try await system.say("hello", by: world.users[1], in: channel, id: "\(channel)")
        try await eventually("it is counted") {
          (try? await system.badge(UserChannel(user, channel)))?.unread == 1
        }
      }
      let first = try await terminal(0, of: user, in: world, system)
      let second = try await terminal(1, of: user, in: world, system)
      #expect(kept("receipts", ".spool", system).sorted() == ["channel-0 1 0 1\n", "channel-1 1 0 1\n"])
      #expect(kept("drafts", ".json", system).count == 2)
      for terminal in [first, second] {
        try await terminal.signal("KILL")
        try await terminal.ends()
      }
      let identity = try await system.store.identity()
      try system.folder.write("dogear/receipts-\(user)-\(identity).spool", "older 7 0 7\n")

      let next = try await system.screen(of: user, "--kafka-brokers", Self.nowhere, "--channel", "channel-0")
      try await next.shows("message 0")
      try await next.shows("draft 0")
      try await eventually("its files have all the receipts") {
        kept("receipts", ".spool", system) == ["channel-0 1 0 1\nchannel-1 1 0 1\nolder 7 0 7\n"]
      }
      let drafts = kept("drafts", ".json", system)
      #expect(drafts.count == 1)
      for words in ["message 0", "message 1", "draft 0", "draft 1"] {
        #expect(drafts.first?.contains(words) == true, "\(words)")
      }
      #expect(
        system.folder.files.filter { $0.contains("-\(user)-") }.count == 4, "two files and their locks")
      try await next.signal("TERM")
      try await next.ends()
    }
  }

  /// A terminal that has read a channel and written a message and a draft in it, once it keeps all of that.
  private func terminal(
    _ index: Int, of user: UserID, in world: World, _ system: System
  ) async throws -> Screen {
    let screen = try await system.screen(
      of: user, "--kafka-brokers", Self.nowhere, "--channel", world.channels[index].rawValue)
    try await screen.shows("hello")
    try await screen.press("i")
    try await screen.type("message \(index)")
    try await screen.press("Enter")
    try await screen.type("draft \(index)")
    let file = "channel-\(index) 1 0 1\n"
    try await eventually("it is kept") {
      kept("receipts", ".spool", system).contains(file)
        && kept("drafts", ".json", system).contains { $0.contains("draft \(index)") }
    }
    return screen
  }

  /// What the files of a kind say.
  private func kept(_ kind: String, _ ending: String, _ system: System) -> [String] {
    system.folder.files.filter { $0.hasPrefix("dogear/\(kind)-") && $0.hasSuffix(ending) }
      .compactMap { try? system.folder.text($0) }
  }
}
