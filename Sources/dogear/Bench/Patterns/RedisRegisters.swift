import ChatModel
import Patterns
import Redis

/// The registers of B and C in Redis, as a store: all that B has.
struct RedisRegisters: PatternStore {
  /// Which memberships changed since the last sync, with their positions as scores.
  static let dirty = "bench:dirty"
  /// What a sync is just writing; left by one that was killed, it is where the next one begins.
  static let syncing = "bench:syncing"

  static func key(of user: String) -> String { "bench:read:\(user)" }

  let readers: Readers
  let connection: RedisConnection

  func complete(among memberships: [Int]) async throws -> Int {
    let commands = memberships.map { membership -> RedisCommand in
      let key = Readers.key(of: membership)
      return ["ZSCORE", Self.key(of: key.user.rawValue), key.channel.rawValue]
    }
    return try await connection.pipeline(commands).count { $0.integer ?? 0 >= Readers.head }
  }

  func complete() async throws -> Int {
    try await positions().values.count { $0.seq >= Readers.head }
  }

  func positions() async throws -> [Int: StoredPosition] {
    var positions: [Int: StoredPosition] = [:]
    let users = readers.users
    let replies = try await connection.pipeline(
      users.map { ["ZRANGE", Self.key(of: $0.rawValue), "0", "-1", "WITHSCORES"] })
    for (user, reply) in zip(users, replies) {
      let words = try reply.checked("reading positions").array ?? []
      for place in stride(from: 0, to: words.count - 1, by: 2) {
        let key = UserChannel(user, ChannelID(stored: words[place].string ?? ""))
        guard let membership = readers.membership(of: key), let seq = words[place + 1].integer else {
          continue
        }
        positions[membership] = StoredPosition(seq: seq)
      }
    }
    return positions
  }
}
