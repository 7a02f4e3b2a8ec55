import ChatModel
import TestSupport
import Testing

@Suite("A Redis that loses the counters of one user", .timeLimit(.minutes(20)))
struct EvictedCounterTests {
  @Test(
    "the next message brings its channel's count back whole, and looking brings the others; none is ever zero"
  )
  func evicted() async throws {
    try await System.run(.inProcess) { system in
      let world = try await system.addWorld(users: 5, channels: 3)
      _ = try await system.serve()
      for (index, channel) in world.channels.enumerated() {
        for number in 0..<4 + index {
          try await system.say("hello", by: world.users[0], in: channel, id: "\(index)-\(number)")
        }
      }
      try await eventually("all are stored") { try await system.storedMessages() == 15 }
      try await system.expectNoDifference(in: world)

      let keys = world.channels.map { UserChannel(world.users[1], $0) }
      let tag = "dogear:{\(Bucket(of: world.users[1], among: Bucket.usualCount))}"
      #expect(try await system.redis.send(["DEL", "\(tag):state:\(world.users[1])"]).integer == 1)
      try await system.say("@user-1 hello", by: world.users[0], in: world.channels[0], id: "last")
      try await eventually("the message is counted") { try await system.badge(keys[0]) != nil }
      #expect(try await system.badge(keys[0]) == Badge(unread: 5, mentions: 1))
      // Not there, unless the sampler was quicker than this test.
      for (index, key) in keys.enumerated().dropFirst() {
        let badge = try await system.badge(key)
        #expect(badge == nil || badge == Badge(unread: 4 + index))
      }
      let seen = try await system.dogear("unread", "--user", "\(world.users[1])")
      #expect(seen.output == "#channel-0 5 @1\n#channel-1 5\n#channel-2 6\n", "\(seen.errors)")
      try await system.expectNoDifference(in: world)
    }
  }

  @Test("doctor names a policy by which counters are evicted")
  func policy() async throws {
    try await System.run(.inProcess) { system in
      for (setting, value) in [("maxmemory", "100mb"), ("maxmemory-policy", "allkeys-lru")] {
        #expect(try await system.redis.send(["CONFIG", "SET", setting, value]).string == "OK")
      }
      let doctor = try await system.dogear("doctor")
      #expect(doctor.end == .exited(1))
      #expect(doctor.output.contains("maxmemory-policy allkeys-lru"), "\(doctor.output)\(doctor.errors)")
      #expect(doctor.output.contains("noeviction"))
    }
  }
}
