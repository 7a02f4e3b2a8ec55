import Assets
import ChatModel
import Redis
import Stores

/// A way to count unread messages in Redis.
enum FanOutApproach: String, CaseIterable, Sendable {
  /// Max registers, by functions: as the server does it.
  case dogear
  /// An increment a member, all in one pipeline: the raw limit.
  case pipelined
  /// An increment a member, one round trip each.
  case roundTrips
  /// A set of message ids for every user and channel, in one pipeline: the usual way to count nothing twice.
  case idSets

  var title: String {
    switch self {
    case .dogear: "Dogear's fan-out"
    case .pipelined: "ZINCRBY, pipelined"
    case .roundTrips: "ZINCRBY, one round trip each"
    case .idSets: "a ZSET of message ids each, pipelined"
    }
  }
}

/// The counters of all approaches in one Redis, each approach with keys of its own.
struct FanOutPlace: Sendable {
  private let counters: RedisCounters
  let connection: RedisConnection
  private let stepper: Stepper

  init(_ redis: RedisEndpoint) {
    let connection = RedisConnection(redis, name: "dogear-bench")
    counters = RedisCounters(RedisConnection(redis, name: "dogear-bench-counters"), library: Assets.functions)
    self.connection = connection
    stepper = Stepper(connection: connection)
  }

  /// A delivery of which nothing is left to do but what has to be done for every message.
  enum Delivery: Sendable {
    case fanOut(FanOut)
    case pipeline([RedisCommand])
    case roundTrips([RedisCommand])
  }

  /// A message to members of a channel.
  func delivery(
    by approach: FanOutApproach, of seq: Seq, in channel: ChannelID, to members: some Sequence<Member>
  ) -> Delivery {
    switch approach {
    case .dogear:
      .fanOut(FanOut(channel: channel, head: seq, everyone: [], members: Array(members), special: [:]))
    case .pipelined:
      .pipeline(members.map { ["ZINCRBY", key(approach, $0.user), "1", channel.rawValue] })
    case .roundTrips:
      .roundTrips(members.map { ["ZINCRBY", key(approach, $0.user), "1", channel.rawValue] })
    case .idSets:
      .pipeline(
        members.map {
          [
            "ZADD", key(approach, $0.user, channel), "\(seq)",
            "6f1c2c9a-5d0e-4b5e-9f7a-\(100_000_000_000 + seq)",
          ]
        })
    }
  }

  func deliver(_ delivery: Delivery) async throws {
    switch delivery {
    case .fanOut(let fanOut):
      // The first message finds no counters.
      let missing = try await counters.fanOut([fanOut])
      if !missing.isEmpty {
        try await counters.join(
          Dictionary(uniqueKeysWithValues: missing.map { ($0, Unread(head: fanOut.head)) }))
      }
    case .pipeline(let commands): _ = try await connection.pipeline(commands)
    case .roundTrips(let commands): try await stepper.send(commands)
    }
  }

  /// A member reads everything up to a message.
  func read(_ key: UserChannel, upTo seq: Seq, by approach: FanOutApproach) async throws {
    switch approach {
    case .dogear: try await counters.join([key: Unread(read: .read(seq, epoch: 0))])
    case .pipelined, .roundTrips:
      _ = try await connection.send(["ZADD", self.key(approach, key.user), "0", key.channel.rawValue])
    case .idSets:
      _ = try await connection.send(
        ["ZREMRANGEBYSCORE", self.key(approach, key.user, key.channel), "-inf", "\(seq)"])
    }
  }

  /// How many messages count as unread, by member.
  func counts(of members: [Member], in channel: ChannelID, by approach: FanOutApproach) async throws -> [Int]
  {
    switch approach {
    case .dogear:
      var counts: [Int] = []
      for member in members {
        let found = try await counters.counters(of: member.user, in: [channel], listing: [])[channel]
        counts.append(found?.numbers.badge(in: channel).unread ?? 0)
      }
      return counts
    case .pipelined, .roundTrips:
      return try await numbers(members.map { ["ZSCORE", key(approach, $0.user), channel.rawValue] })
    case .idSets:
      return try await numbers(members.map { ["ZCARD", key(approach, $0.user, channel)] })
    }
  }

  /// Empties Redis, and makes it ready for all approaches.
  func reset() async throws {
    _ = try await connection.send(["FLUSHALL"])
    for bucket in try await counters.unbuilt() {
      _ = try await counters.begin(bucket, token: "bench", for: .seconds(60))
      _ = try await counters.finish(bucket, token: "bench")
    }
  }

  /// Forgets what is still to be saved to the database: a server would do that within a second.
  func forgetMarks() async throws {
    for bucket in counters.buckets { _ = try await connection.send(["DEL", "dogear:{\(bucket)}:dirty"]) }
  }

  func version() async throws -> String {
    try await BenchChecks.version(of: connection).value
  }

  func close() async {
    await connection.close()
  }

  private func key(_ approach: FanOutApproach, _ user: UserID, _ channel: ChannelID? = nil) -> String {
    let bucket = Bucket(of: user, among: counters.buckets.count)
    return "bench:{\(bucket)}:\(approach.rawValue):\(user)" + (channel.map { ":\($0)" } ?? "")
  }

  private func numbers(_ commands: [RedisCommand]) async throws -> [Int] {
    try await connection.pipeline(commands).map { Int($0.integer ?? 0) }
  }

  /// Sends commands one by one from the connection's own thread, so that a round trip costs no change of threads.
  private actor Stepper {
    private let connection: RedisConnection

    nonisolated var unownedExecutor: UnownedSerialExecutor { connection.unownedExecutor }

    init(connection: RedisConnection) {
      self.connection = connection
    }

    func send(_ commands: [RedisCommand]) async throws {
      for command in commands { _ = try await connection.send(command) }
    }
  }
}
