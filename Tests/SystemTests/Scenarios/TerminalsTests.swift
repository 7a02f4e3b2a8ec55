import ChatModel
import TestSupport
import Testing

/// Real clients on real terminals, side by side.
@Suite("Clients in several terminals", .timeLimit(.minutes(20)))
struct TerminalsTests {
  @Test(
    "what one writes reaches the other, and a badge falls in both terminals of its user",
    arguments: Broker.allCases)
  func twoUsersAndThreeTerminals(broker: Broker) async throws {
    try await System.run(broker) { system in
      _ = try await system.serve()
      let world = try await system.addWorld(users: 3, channels: 2)
      let (alice, bob) = (world.users[0], world.users[1])
      let (quiet, busy) = (world.channels[0].rawValue, world.channels[1].rawValue)
      try await system.say("nothing to see here", by: bob, in: world.channels[0], id: "quiet")
      let first = try await system.screen(of: alice, "--channel", quiet)
      let second = try await system.screen(of: alice, "--channel", quiet)
      let other = try await system.screen(of: bob, "--channel", busy)
      for screen in [first, second, other] { try await screen.shows("redis ●", "kafka ●", "db ●") }

      try await other.press("i")
      try await other.type("hello @\(alice), 你好 👋")
      try await other.press("Enter")
      try await other.shows("hello @\(alice), 你好 👋")
      for screen in [first, second] {
        try await eventually("the badge rises") { try await screen.badge(of: busy) == "1" }
      }

      try await first.press("n")
      try await first.shows("new messages")
      try await first.shows("\(bob)", "hello @\(alice)")
      try await eventually("the badge falls in the other terminal") {
        try await second.badge(of: busy) == "·"
      }
      try await eventually("the position is stored") {
        try await system.store.readPositions(in: world.channels[1])[alice] == 1
      }
      try await startAgain(system, first, alice, busy)
    }
  }

  /// After quitting and starting again, everything is where it was.
  private func startAgain(_ system: System, _ screen: Screen, _ user: UserID, _ channel: String) async throws
  {
    try await screen.press("q")
    try await screen.ends()
    let again = try await system.screen(of: user, "--channel", channel)
    try await again.shows("hello @\(user)")
    #expect(try await again.badge(of: channel) != "1")
    #expect(try await !again.text().contains("new messages"))
    try await again.signal("TERM")
    try await again.ends()
  }

  @Test("hostile text is shown harmlessly", arguments: [Broker.inProcess])
  func hostileText(broker: Broker) async throws {
    try await System.run(broker) { system in
      _ = try await system.serve()
      let world = try await system.addWorld(users: 2, channels: 1)
      let text = "safe\u{1B}[2J\u{1B}]0;owned\u{7}\u{202E}\u{9B}31m text"
      try await system.say(text, by: world.users[1], in: world.channels[0], id: "hostile")
      let screen = try await system.screen(of: world.users[0])
      try await screen.shows("safe", "text")
      try await screen.shows("redis ●")
      #expect(try await !screen.text().contains("owned"))
    }
  }
}
