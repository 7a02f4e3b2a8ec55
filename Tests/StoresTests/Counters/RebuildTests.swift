import ChatModel
import Redis
import TestSupport
import Testing

/// One builder at a time fills a bucket, and nobody sees it before it is full.
@Suite(.timeLimit(.minutes(20))) struct RebuildTests {
  private let bucket = Bucket(of: alice, among: CounterBench.bucketCount)
  private let key = UserChannel(alice, incidents)
  private let minute = Duration.seconds(60)

  @Test("What is restored is there once the bucket is open", arguments: Implementation.allCases)
  func restoring(_ implementation: Implementation) async throws {
    try await CounterBench.with(implementation) { bench in
      #expect(try await bench.counters.begin(bucket, token: "one", for: minute))
      let states = (0..<450).map { index in
        (
          UserChannel(alice, ChannelID(stored: "room\(index)")),
          Unread(
            head: Seq(index) + 9, floor: 2, read: .read(Seq(index) + 4, epoch: 3), mentions: [Seq(index) + 6],
            uncounted: [Seq(index) + 7])
        )
      }
      let truth = Dictionary(uniqueKeysWithValues: states)
      #expect(try await bench.counters.restore(truth, to: bucket, token: "one", for: minute))
      await #expect(throws: CountersNotBuilt(buckets: [bucket])) {
        try await bench.second.counters(of: alice, in: nil)
      }
      await #expect(throws: CountersNotBuilt(buckets: [bucket])) {
        try await bench.second.join([key: Unread(head: 1)])
      }
      #expect(try await bench.counters.finish(bucket, token: "one"))
      let found = try await bench.second.counters(of: alice, in: nil)
      #expect(Dictionary(uniqueKeysWithValues: found.map { (UserChannel(alice, $0.key), $0.value) }) == truth)
      #expect(
        try await bench.second.dirty(in: bucket, most: 1_000).count == 450, "a snapshot is due for each")
    }
  }

  @Test(
    "A second builder is kept out, and so is one for a bucket that is built",
    arguments: Implementation.allCases)
  func exclusive(_ implementation: Implementation) async throws {
    try await CounterBench.with(implementation) { bench async throws in
      #expect(try await bench.counters.begin(bucket, token: "one", for: minute))
      #expect(try await bench.second.begin(bucket, token: "two", for: minute) == false)
      #expect(
        try await bench.second.restore([key: Unread(head: 5)], to: bucket, token: "two", for: minute) == false
      )
      #expect(try await bench.second.restore([:], to: bucket, token: "two", for: minute) == false)
      #expect(try await bench.second.finish(bucket, token: "two") == false)
      #expect(try await bench.counters.begin(bucket, token: "one", for: minute), "starting over is allowed")
      #expect(try await bench.counters.restore([:], to: bucket, token: "one", for: minute))
      #expect(try await bench.counters.finish(bucket, token: "one"))
      #expect(try await bench.counters.finish(bucket, token: "one") == false)
      #expect(
        try await bench.counters.restore([key: Unread(head: 6)], to: bucket, token: "one", for: minute)
          == false)
      #expect(try await bench.second.begin(bucket, token: "two", for: minute) == false)
      #expect(try await bench.counters.counters(of: alice, in: nil).isEmpty)
    }
  }

  @Test(
    "Another takes over from a builder that fell silent, and starts from nothing",
    arguments: Implementation.allCases)
  func takingOver(_ implementation: Implementation) async throws {
    try await CounterBench.with(implementation) { bench in
      #expect(try await bench.counters.begin(bucket, token: "one", for: minute))
      let old = UserChannel(alice, general)
      #expect(
        try await bench.counters.restore(
          [key: Unread(head: 9, mentions: [8]), old: Unread(head: 1)], to: bucket, token: "one",
          for: .milliseconds(20)))
      try await eventually("the builder expires") {
        bench.letTimePass()
        return try await bench.second.begin(bucket, token: "two", for: minute)
      }
      #expect(
        try await bench.counters.restore([key: Unread(head: 9)], to: bucket, token: "one", for: minute)
          == false)
      #expect(try await bench.second.restore([key: Unread(head: 5)], to: bucket, token: "two", for: minute))
      #expect(try await bench.counters.finish(bucket, token: "one") == false)
      #expect(try await bench.second.finish(bucket, token: "two"))
      #expect(try await bench.counters.counters(of: alice, in: nil) == [incidents: Unread(head: 5)])
    }
  }

  @Test("A builder that looks through a Redis full of other keys renews its token at every page")
  func pages() async throws {
    try await withPrivateRedis { _, endpoint in
      let connection = RedisConnection(endpoint, name: "test")
      let counters = CounterBench.redisCounters(connection)
      // So many that they are pages also while Redis still moves them from a smaller table to a larger one.
      let others = (0..<50_000).flatMap { ["other:\($0)", "value"] }
      _ = try await connection.send(RedisCommand(["MSET"] + others))
      #expect(try await counters.unbuilt() == counters.buckets)
      _ = try await connection.send(["CONFIG", "RESETSTAT"])
      #expect(try await counters.begin(bucket, token: "one", for: minute))
      let statistics = try await RedisStatistics(connection)
      let pages = statistics.calls["scan"] ?? 0
      #expect(pages > 1)
      #expect(statistics.calls["fcall"] == pages + 1)
      #expect(try await counters.finish(bucket, token: "one"))
    }
  }

  @Test("A loss during a rebuild invalidates the token", arguments: Implementation.allCases)
  func lossMeanwhile(_ implementation: Implementation) async throws {
    try await CounterBench.with(implementation) { bench in
      #expect(try await bench.counters.begin(bucket, token: "one", for: minute))
      #expect(try await bench.counters.restore([key: Unread(head: 5)], to: bucket, token: "one", for: minute))
      try await bench.lose()
      #expect(
        try await bench.counters.restore([key: Unread(head: 6)], to: bucket, token: "one", for: minute)
          == false)
      #expect(try await bench.counters.finish(bucket, token: "one") == false)
      #expect(try await bench.counters.unbuilt().contains(bucket))
      #expect(try await bench.second.begin(bucket, token: "two", for: minute))
    }
  }

  @Test("What is restored and what is written later are joined", arguments: Implementation.allCases)
  func joining(_ implementation: Implementation) async throws {
    try await CounterBench.with(implementation) { bench in
      #expect(try await bench.counters.begin(bucket, token: "one", for: minute))
      let state = Unread(head: 5, floor: 1, read: .read(3, epoch: 0), mentions: [4])
      #expect(try await bench.counters.restore([key: state], to: bucket, token: "one", for: minute))
      #expect(try await bench.counters.finish(bucket, token: "one"))
      try await bench.second.join([key: Unread(head: 5, mentions: [4])])
      try await bench.second.join([key: Unread(head: 7, read: .read(2, epoch: 0), mentions: [6])])
      #expect(try await bench.counters.badge(key) == Badge(unread: 4, mentions: 2))
    }
  }
}
