import ChatModel
import Kafka
import Testing

/// What goes wrong in other chats, as public reports and trials of them say.
@Suite("What goes wrong in others", .timeLimit(.minutes(20)))
struct OthersFaultsTests {
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
          try await eventually("it is stored") { try await system.storedMessages() == seq }
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
