import ChatModel
import TestSupport
import Testing

/// People come and go, and messages change, while clients look on.
@Suite("The life of a channel", .timeLimit(.minutes(20)))
struct ChannelLifeTests {
  @Test(
    "what one does to a channel the others see at once, in terminals that are open and in one that comes later",
    arguments: Broker.allCases)
  func threeClients(broker: Broker) async throws {
    try await System.run(broker) { system in
      _ = try await system.serve()
      let world = try await system.addWorld(users: 3, channels: 1)
      let (alice, bob, carol) = (world.users[0], world.users[1], world.users[2])
      let first = try await system.screen(of: alice)
      let second = try await system.screen(of: bob)
      for screen in [first, second] { try await screen.shows("redis ●", "kafka ●", "db ●") }

      // One makes a channel, another is brought in and named.
      try await send("/create lunch What and where", on: first)
      try await first.shows("made this channel")
      try await send("/invite \(bob)", on: first)
      try await first.shows("invited \(bob)")
      try await eventually("the channel is there, read up to the invitation") {
        try await second.badge(of: "lunch") == "·"
      }
      try await send("@\(bob) soup?", on: first)
      try await send("noodles", on: first)
      try await eventually("it counts") { try await second.badge(of: "lunch") == "2" }

      // What is deleted counts no more; what is edited counts as before.
      try await send("/delete", on: first)
      try await eventually("it counts no more") { try await second.badge(of: "lunch") == "1" }
      try await send("/edit @\(bob) stew?", on: first)
      try await send("/topic At noon", on: first)
      try await second.press("n")
      try await second.shows("stew? (edited)")
      try await second.shows("message of \(alice) deleted")
      try await second.shows("At noon")
      try await eventually("it is read across the deleted one") { try await second.badge(of: "lunch") == "·" }

      // One who comes later sees the same; one who is taken out sees it go.
      try await send("/invite \(carol)", on: first)
      try await first.shows("invited \(carol)")
      let third = try await system.screen(of: carol, "--channel", "lunch")
      try await third.shows("stew? (edited)")
      try await send("/remove \(bob)", on: first)
      try await second.shows("You are not a member of lunch any more")
      #expect(try await second.badge(of: "lunch") == nil)
      try await send("/leave", on: third)
      try await eventually("it is gone") { try await third.badge(of: "lunch") == nil }
      try await send("alone", on: first)
      try await system.expectNoDifference()
      #expect(
        try await system.store.snapshots(of: [bob, carol]).keys.filter { $0.channel.rawValue == "lunch" }
          == [])
    }
  }

  private func send(_ text: String, on screen: Screen) async throws {
    try await screen.press("i")
    try await screen.type(text)
    try await screen.press("Enter", "Escape")
    // A key right after Escape would be one with Alt.
    try await screen.shows("press i to write")
  }

  @Test("a rejected message says why to its author, and the command line says so too")
  func rejected() async throws {
    try await System.run(.inProcess) { system in
      _ = try await system.serve()
      let world = try await system.addWorld(users: 2, channels: 1)
      let (author, room) = (world.users[0], "\(world.channels[0])")
      let sent = try await system.dogear("send", room, "hello", "--user", "\(author)", "--patience", "60s")
      #expect(sent.output == "1\n")
      let refused = try await system.dogear(
        "send", "nowhere", "hello", "--user", "\(author)", "--patience", "60s")
      #expect(refused.end == .exited(1))
      #expect(refused.errors.contains("there is no channel \"nowhere\""))
      let left = try await system.dogear("channel", "leave", room, "--user", "\(author)", "--patience", "60s")
      #expect(left.end == .exited(0))
      let late = try await system.dogear(
        "send", room, "hello again", "--user", "\(author)", "--patience", "60s")
      #expect(late.errors.contains("\(author) is not a member of \(room)"))
      let other = try await system.dogear("unread", "--user", "\(world.users[1])", "--json")
      #expect(other.output.contains("\"unread\":1"))
      let marked = try await system.dogear("mark", "--all", "--user", "\(world.users[1])")
      #expect(marked.end == .exited(0))
      try await eventually("nothing is unread") {
        try await system.dogear("unread", "--user", "\(world.users[1])", "--total").output.isEmpty
      }
    }
  }

  @Test(
    "servers that are killed while people come, go and delete leave no count wrong",
    arguments: Broker.allCases)
  func killed(broker: Broker) async throws {
    try await System.run(broker) { system in
      let world = try await system.addWorld(users: 30, channels: 4)
      var server = try await system.serve()
      _ = try await system.serve()
      _ = try await Load.run(on: system, world) { load in
        for round in 0..<3 {
          for index in 0..<40 { try await churn(system, world, round * 40 + index) }
          try await load.expectStored(.random(in: 1...200))
          await server.kill9()
          server = try await system.serve()
        }
      }
      try await system.expectNoDifference()
    }
  }

  /// Somebody comes or goes, or deletes what was said last.
  private func churn(_ system: System, _ world: World, _ number: Int) async throws {
    let user = world.users[(number * 7) % world.users.count]
    let channel = world.channels[number % world.channels.count]
    let head = try await system.store.heads()[channel] ?? 0
    let action: MessageEvent.Action
    if number % 3 == 0, head > 0 {
      action = .delete(head)
    } else {
      let turn = try await system.store.turn(of: UserChannel(user, channel)) + 1
      action = turn % 2 == 0 ? .leave(turn: turn) : .join(turn: turn)
    }
    try await system.append(
      try MessageEvent(id: "churn-\(number)", channel: channel, author: user, action))
  }
}
