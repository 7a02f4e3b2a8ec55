import ChatModel
import Kafka
import TestSupport
import Testing

@Suite("Dead letters", .timeLimit(.minutes(20)))
struct DeadLetterTests {
  private func list(_ system: System) async throws -> [Substring] {
    let outcome = try await system.dogear("dead-letters", "list", "--json")
    #expect(outcome.end == .exited(0), "\(outcome.errors)")
    return outcome.output.split(separator: "\n")
  }

  @Test(
    "are listed with their reasons, tried again when the reason is gone, and discarded",
    arguments: Broker.allCases)
  func deadLetters(broker: Broker) async throws {
    try await System.run(broker) { system in
      let world = try await system.addWorld(users: 3, channels: 2)
      let outsider = UserID(stored: "outsider")
      try await system.store.add(users: [outsider], channels: [], memberships: [])
      _ = try await system.serve()
      try await system.say("let me in", by: outsider, in: world.channels[0], id: "early")
      _ = try await system.producer.send(
        KafkaMessage(topic: system.topics.messages, key: nil, value: Array("\u{1b}[2J no JSON".utf8)))
      try await eventually("both are buried") { try await list(system).count == 2 }
      #expect(try await list(system).contains { $0.contains("not a member") && $0.contains("let me in") })

      let table = try await system.dogear("dead-letters", "list")
      #expect(table.output.contains("not a member") && !table.output.contains("\u{1b}"))
      for reason in ["is not a member of", "not an event"] {
        #expect(table.output.contains(reason), "\(table.output)")
      }
      let shown = try await system.dogear("dead-letters", "show", "0")
      #expect(shown.end == .exited(0), "\(shown.errors)")
      #expect(shown.output.contains("dogear.messages") && !shown.output.contains("\u{1b}"), "\(shown.output)")
      let unknown = try await system.dogear("dead-letters", "retry", "77")
      #expect(unknown.end != .exited(0) && unknown.errors.contains("no dead letter 77"))
      let nothing = try await system.dogear("dead-letters", "retry")
      #expect(nothing.errors.contains("say which"))

      try await system.store.add(
        users: [], channels: [], memberships: [UserChannel(outsider, world.channels[0])])
      let retried = try await system.dogear("dead-letters", "retry", "--reason", "not a member")
      #expect(retried.output.contains("1 tried again"), "\(retried.output) \(retried.errors)")
      try await eventually("it is stored") { try await system.storedMessages() == 1 }
      #expect(try await list(system).count == 1)

      // What is still wrong is refused again, as another letter.
      let again = try await system.dogear("dead-letters", "retry", "--all")
      #expect(again.output.contains("1 tried again"))
      try await eventually("it is buried again") { try await list(system).count == 1 }
      let discarded = try await system.dogear("dead-letters", "discard", "--all")
      #expect(discarded.output.contains("1 discarded"))
      #expect(try await list(system).isEmpty)
      #expect(try await system.dogear("dead-letters", "list").output.contains("no dead letters"))
    }
  }
}
