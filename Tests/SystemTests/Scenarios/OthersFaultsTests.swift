import ChatModel
import Kafka
import Stores
import TestSupport
import Testing

/// What goes wrong in other chats, as public reports and trials of them say.
@Suite("What goes wrong in others", .timeLimit(.minutes(20)))
struct OthersFaultsTests {
  @Test(
    "a reply into a channel with 10,000 unread, and then another message: one is unread, on every terminal")
  func replyAfterLong() async throws {
    try await System.run(.inProcess) { system in
      let world = try await system.addWorld(users: 3, channels: 1)
      let (alice, bob, room) = (world.users[0], world.users[1], world.channels[0])
      _ = try await system.serve()
      let messages = try (0..<10_000).map { number in
        LogEntry(
          try MessageEvent(id: "m\(number)", channel: room, author: bob, body: "message \(number)"),
          topics: system.topics)
      }
      try await KafkaEventSink(system.producer).append(messages)
      func badge(_ user: UserID) async throws -> Badge? { try await system.badge(UserChannel(user, room)) }
      try await eventually("all are counted") { try await badge(alice) == Badge(unread: 10_000) }
      let screens = [
        try await system.screen(of: alice, "--channel", "\(world.direct)"),
        try await system.screen(of: alice, "--channel", "\(world.direct)"),
      ]
      for screen in screens {
        try await eventually("the badge is there") { try await screen.badge(of: "\(room)") == "9999+" }
      }
      try await system.say("a reply", by: alice, in: room, id: "reply")
      for screen in screens {
        try await eventually("all is read") { try await screen.badge(of: "\(room)") == "·" }
      }
      try await system.say("another", by: bob, in: room, id: "another")
      for screen in screens {
        try await eventually("one is unread") { try await screen.badge(of: "\(room)") == "1" }
      }
      #expect(try await badge(alice) == Badge(unread: 1))
      try await system.expectNoDifference(in: world)
    }
  }

  @Test(
    "whoever reads within 60 ms of an @channel never has a mention and nothing unread, and in the end neither"
  )
  func readAtOnce() async throws {
    try await System.run(.inProcess) { system in
      let world = try await system.addWorld(users: 50, channels: 1)
      let (author, readers, room) = (world.users[0], world.users.dropFirst(), world.channels[0])
      _ = try await system.serve()
      let counters = system.counters()
      try await withThrowingTaskGroup(of: (looks: Int, wrong: Int).self) { group in
        group.addTask {
          var (looks, wrong) = (0, 0)
          while !Task.isCancelled {
            guard let found = try? await counters.counters(of: world.users) else { continue }
            for (key, unread) in found {
              let badge = unread.badge(in: key.channel)
              if badge.mentions > badge.unread || badge.unread < 0 { wrong += 1 }
            }
            looks += 1
          }
          return (looks, wrong)
        }
        for seq: Seq in 1...20 {
          try await system.say("@channel \(seq)", by: author, in: room, id: "m\(seq)")
          // At once when it is, since its fan-out begins then.
          while try await system.storedMessages() < seq { await Task.yield() }
          try await withThrowingTaskGroup(of: Void.self) { reading in
            for reader in readers {
              reading.addTask {
                // When they read is what the test is about.
                try await Task.sleep(for: .milliseconds(Int.random(in: 0...60)))
                try await system.read(seq, by: reader, in: room)
              }
            }
            try await reading.waitForAll()
          }
        }
        try await eventually("everything is consumed") {
          try await system.lag(system.topics.messages) + system.lag(system.topics.receipts) == 0
        }
        group.cancelAll()
        let found = try #require(try await group.next())
        #expect(found.wrong == 0, "a mention without an unread message")
        #expect(found.looks > 20, "looked at while people read")
      }
      let rest = try await counters.counters(of: world.users).filter { $0.key.channel == room }
      #expect(rest.count == 50 && rest.allSatisfy { $0.value.badge(in: room) == Badge() })
      try await system.expectNoDifference(in: world)
    }
  }
}
