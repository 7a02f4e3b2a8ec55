import Assets
import ChatModel
import Doubles
import Redis
import Stores
import TestSupport
import Testing

/// All that is asked of counters.
protocol Counters: CounterWriter, CounterReader, CounterSync, CounterRebuild {
  var buckets: [Bucket] { get }
}

extension MemoryCounters: Counters {}
extension RedisCounters: Counters {}

/// Counters that nobody else uses, as two programs see them, and what can happen to them.
struct CounterBench {
  let counters: any Counters
  /// The same counters, seen by a second server.
  let second: any Counters
  /// Loses everything.
  let lose: () async throws -> Void
  /// Lets leases and builders expire: the doubles must be told, the servers see it for themselves.
  let letTimePass: () -> Void

  static let bucketCount = 4

  /// Runs `body` with counters of `bucketCount` buckets, none of them built.
  static func with(
    _ implementation: Implementation, isolation: isolated (any Actor)? = #isolation,
    _ body: (CounterBench) async throws -> Void
  ) async throws {
    switch implementation {
    case .memory:
      let counters = MemoryCounters(bucketCount: bucketCount)
      try await body(
        CounterBench(
          counters: counters, second: counters, lose: { counters.flush() },
          letTimePass: {
            counters.expireLeases()
            counters.expireBuilders()
          }))
    case .servers:
      try await Servers.shared.value.withRedisDatabase { endpoint in
        let connection = RedisConnection(endpoint, name: "first")
        let other = RedisConnection(endpoint, name: "second")
        try await body(
          CounterBench(
            counters: redisCounters(connection), second: redisCounters(other),
            lose: { _ = try await connection.send(["FLUSHDB"]) }, letTimePass: {}))
        await connection.close()
        await other.close()
      }
    }
  }

  /// As `with`, and all buckets are built.
  static func withBuilt(
    _ implementation: Implementation, isolation: isolated (any Actor)? = #isolation,
    _ body: (CounterBench) async throws -> Void
  ) async throws {
    try await with(implementation) { bench in
      try await bench.counters.buildAll()
      try await body(bench)
    }
  }

  static func redisCounters(_ connection: RedisConnection) -> RedisCounters {
    RedisCounters(connection, library: Assets.functions, bucketCount: bucketCount)
  }
}

extension Counters {
  /// Builds a bucket from nothing.
  func build(_ bucket: Bucket) async throws {
    guard try await begin(bucket, token: "builder", for: .seconds(60)),
      try await finish(bucket, token: "builder")
    else { throw TooLate(what: "building \(bucket)") }
  }

  /// Builds all buckets from nothing.
  func buildAll() async throws {
    for bucket in try await unbuilt() { try await build(bucket) }
  }

  /// Fans out as a server does, where the messages are all that there ever was: counters that are not there are created.
  func deliver(_ fanOuts: [FanOut]) async throws {
    let missing = Set(try await fanOut(fanOuts))
    guard !missing.isEmpty else { return }
    var counters: [UserChannel: Unread] = [:]
    for fanOut in fanOuts {
      let plain = fanOut.members.map {
        ($0.user, Unread(head: fanOut.head, floor: $0.floor, mentions: Set(fanOut.everyone)))
      }
      for (user, unread) in plain + fanOut.special.map({ ($0.key, $0.value) }) {
        let key = UserChannel(user, fanOut.channel)
        if missing.contains(key) { counters[key, default: Unread()].join(unread) }
      }
    }
    try await join(counters)
  }

  /// The counters with all their seqs, beside which the numbers alone are read too, and have to agree.
  func counters(
    of user: UserID, in channels: [ChannelID]?, sourceLocation: SourceLocation = #_sourceLocation
  ) async throws -> [ChannelID: Unread] {
    let counted = try await counters(of: user, in: channels, listing: [])
    let listed = try await counters(of: user, in: channels, listing: Set(counted.keys))
    for (channel, counter) in listed {
      #expect(counter.numbers == counted[channel]?.numbers, sourceLocation: sourceLocation)
    }
    return listed.mapValues(\.unread)
  }

  /// What a user's terminal shows for a channel.
  func badge(_ key: UserChannel) async throws -> Badge {
    try await counters(of: key.user, in: [key.channel])[key.channel]?.badge(in: key.channel) ?? Badge()
  }

  /// What is to be saved of all buckets, when these users are the members of every channel.
  func allDirty(_ users: [UserID] = []) async throws -> [Snapshot] {
    var all: [Snapshot] = []
    for bucket in buckets {
      let marks = try await dirty(in: bucket, most: 10_000)
      let mine = users.filter { Bucket(of: $0, among: buckets.count) == bucket }
      all += marks.counters.map(\.snapshot)
      all += try await snapshots(
        of: marks.channels.map { ChannelUsers(channel: $0.channel, users: mine[...]) }, in: bucket)
    }
    return all
  }
}
