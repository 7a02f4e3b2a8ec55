import ChatModel
import Foundation
import Redis
import Stores
import TestSupport
import Testing

@Suite("From the log to every screen", .timeLimit(.minutes(20)))
struct JourneyTests {
  @Test(
    "a message and a receipt reach tables, counters, subscribers and snapshots; a wrong count is found and repaired",
    arguments: Broker.allCases)
  func journey(broker: Broker) async throws {
    try await System.run(broker) { system in
      let server = try await system.serve()
      let world = try await system.addWorld(users: 5, channels: 2)
      try await followMessage(system, world)
      try await followReceipt(system, world)
      try await system.expectNoDifference(in: world)
      try await lookAround(system)
      // It would find the wrong count itself.
      server.signal(SIGSTOP)
      try await findWrongCount(system, world)
    }
  }

  private func followMessage(_ system: System, _ world: World) async throws {
    let (author, named, channel) = (world.users[0], world.users[1], world.channels[0])
    let heard = try await Listener(system, [.channel(channel)])
    try await system.say("@\(named) hello", by: author, in: channel, id: "first")
    let notice = try await heard.first { if case .message(let message) = $0 { message } else { nil } }
    #expect(notice.seq == 1)
    #expect(notice.body == "@\(named) hello")
    let stored = try await system.store.messages(in: channel, seqs: 1...1)
    #expect(stored == [notice])
    for user in world.users {
      let badge = try await system.badge(UserChannel(user, channel))
      #expect(badge == Badge(unread: user == author ? 0 : 1, mentions: user == named ? 1 : 0))
    }
  }

  private func followReceipt(_ system: System, _ world: World) async throws {
    let key = UserChannel(world.users[1], world.channels[0])
    let heard = try await Listener(system, [.user(key.user), .channel(key.channel)])
    try await system.read(1, by: key.user, in: key.channel)
    let read = try await heard.first { if case .read(let read) = $0 { read } else { nil } }
    #expect(read == key)
    let seen = try await heard.first {
      if case .seen(let who, let position) = $0 { (who, position) } else { nil }
    }
    #expect(seen == (key, 1))
    #expect(try await system.store.readPositions(in: key.channel)[key.user] == 1)
    #expect(try await system.badge(key) == Badge())
    try await eventually("the snapshots follow") {
      let saved = try await system.store.snapshots(of: world.users)
      return saved[key] == Badge() && saved[UserChannel(world.users[2], key.channel)] == Badge(unread: 1)
    }
  }

  private func lookAround(_ system: System) async throws {
    // It gives up after two seconds without a record.
    try await eventually("tail shows both") {
      let tail = try await system.dogear("tail", "--last", "5", "--no-follow")
      return tail.end == .exited(0) && tail.output.contains("message  user-0 in channel-0: @user-1 hello")
        && tail.output.contains("receipt  user-1 in channel-0 read up to 1")
    }
    let doctor = try await system.dogear("doctor")
    #expect(doctor.end == .exited(0), "\(doctor.output)\(doctor.errors)")
  }

  /// Changes a counter behind the server's back.
  private func findWrongCount(_ system: System, _ world: World) async throws {
    let key = UserChannel(world.users[3], world.channels[0])
    let tag = "dogear:{\(Bucket(of: key.user, among: Bucket.usualCount))}"
    _ = try await system.redis.send([
      "HSET", "\(tag):state:\(key.user)", key.channel.rawValue, "9 0 0 0 0 0 0 0",
    ])
    let (end, verdict) = try await system.verdict(patience: "1s")
    #expect(end == .exited(1))
    let entry = try #require(verdict.differences.first { $0.place == "redis" })
    #expect(
      verdict.differences.allSatisfy { $0.user == key.user.rawValue && $0.channel == key.channel.rawValue })
    #expect(entry.user == key.user.rawValue)
    #expect(entry.channel == key.channel.rawValue)
    #expect(entry.expected == System.Verdict.Counts(unread: 1, mentions: 0))
    #expect(entry.found == System.Verdict.Counts(unread: 9, mentions: 0))
    let words = try await system.dogear("verify", "--patience", "1s")
    #expect(words.end == .exited(1))
    #expect(words.output.contains("\(key.user)  \(key.channel)"))
    let rebuild = try await system.dogear("rebuild")
    #expect(rebuild.end == .exited(0), "\(rebuild.errors)")
    let repaired = try await system.verdict(patience: "4s")
    #expect(repaired.end == .exited(0) && repaired.verdict.compared == world.memberships.count)
  }
}
