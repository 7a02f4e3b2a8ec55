import Assets
import ChatModel
import Redis
import Testing

@testable import Stores

/// Servers of two forms of the counters beside one another, as during an upgrade.
@Suite(.timeLimit(.minutes(20))) struct CounterBuildTests {
  private let key = UserChannel(alice, incidents)

  @Test("A later version stands against an earlier one, and more buckets against fewer, in one run of Redis")
  func order() throws {
    let build = CounterBuild(version: 9, buckets: 16, run: "r")
    #expect(CounterBuild(build.text) == build)
    #expect(CounterBuild("x") == nil && CounterBuild("9/16") == nil && CounterBuild("9/b/r") == nil)
    #expect(CounterBuild(version: 10, buckets: 8, run: "r").stands(against: build))
    #expect(CounterBuild(version: 9, buckets: 32, run: "r").stands(against: build))
    #expect(!CounterBuild(version: 10, buckets: 32, run: "s").stands(against: build))
    #expect(!build.stands(against: build))
    #expect(!CounterBuild(version: 8, buckets: 32, run: "r").stands(against: build))
  }

  @Test(
    "What a later server has built, an earlier one neither deletes nor counts on, and says so",
    arguments: [(0, 8), (1, 4), (6, 2)])
  func upgrade(versionsLater: Int, bucketCount: Int) async throws {
    let version = CounterBuild.currentVersion + versionsLater
    try await Servers.shared.value.withRedisDatabase { endpoint in
      let connections = (0..<2).map { RedisConnection(endpoint, name: "test-\($0)") }
      let old = RedisCounters(connections[0], library: Assets.functions, bucketCount: 4)
      let new = RedisCounters(
        connections[1], library: Assets.functions, bucketCount: bucketCount, version: version)
      try await old.buildAll()
      try await old.join([key: Unread(head: 3)])
      #expect(try await new.unbuilt() == new.buckets, "the later one builds anew")
      try await new.buildAll()
      try await new.join([key: Unread(head: 5)])

      let superseded = CountersSuperseded(version: version, bucketCount: bucketCount)
      await #expect(throws: superseded) { try await old.unbuilt() }
      for bucket in old.buckets where bucket.index < bucketCount {
        // It had looked before the other one came.
        #expect(try await old.begin(bucket, token: "old", for: .seconds(60)) == false)
      }
      let bucket = Bucket(of: alice, among: 4)
      if bucket.index < bucketCount {
        await #expect(throws: CountersNotBuilt(buckets: [bucket])) {
          try await old.join([key: Unread(head: 9)])
        }
      }
      #expect(try await new.unbuilt().isEmpty)
      #expect(try await new.counters(of: alice, in: nil)[incidents]?.head == 5)

      // Back to the earlier version, on purpose.
      try await old.close(old.buckets)
      try await old.buildAll()
      #expect(try await old.unbuilt().isEmpty)
      for connection in connections { await connection.close() }
    }
  }
}
