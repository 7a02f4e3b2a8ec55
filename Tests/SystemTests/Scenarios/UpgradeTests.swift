import Assets
import ChatModel
import Redis
import TestSupport
import Testing

@testable import Stores

@Suite("Servers of two versions of the counters", .timeLimit(.minutes(20)))
struct UpgradeTests {
  @Test("the earlier one ends with a reason and deletes nothing; on purpose it comes back")
  func upgrade() async throws {
    try await System.run(.inProcess) { system in
      let world = try await system.addWorld(users: 5, channels: 2)
      let server = try await system.serve()
      try await system.say("hello", by: world.users[0], in: world.channels[0], id: "1")
      try await system.expectNoDifference(in: world)

      let version = CounterBuild.currentVersion + 1
      let later = RedisCounters(
        system.redis, library: Assets.functions, bucketCount: Bucket.usualCount, version: version)
      for bucket in try await later.unbuilt() {
        #expect(try await later.begin(bucket, token: "later", for: .seconds(60)))
        #expect(try await later.finish(bucket, token: "later"))
      }
      #expect(try await server.ended() == .exited(1))
      let reason = "the counters are kept by servers of a later version (\(version), 16 buckets)"
      #expect(server.errors.contains(reason), "\(server.errors)")
      #expect(try await later.unbuilt().isEmpty)

      // What the log has meanwhile waits for whoever comes.
      try await system.say("you there?", by: world.users[0], in: world.channels[0], id: "2")
      let rebuilt = try await system.dogear("rebuild")
      #expect(rebuilt.end == .exited(0), "\(rebuilt.errors)")
      _ = try await system.serve()
      try await system.expectNoDifference(in: world)
      #expect(
        try await system.badge(UserChannel(world.users[1], world.channels[0])) == Badge(unread: 2))
    }
  }
}
