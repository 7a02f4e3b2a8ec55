import ChatModel
import Redis

/// Who is online, in Redis alone: a set of terminals for every user, which expires with the last of them.
///
/// A key is `dogear:online:{b7}:alice`: its slot is that of the user's counters, but a rebuild of the bucket, which
/// deletes whatever begins with the bucket's tag, leaves it alone.
public struct RedisPresence: Presence {
  private let connection: RedisConnection
  private let token: String
  private let bucketCount: Int

  /// Sets how long from now a terminal keeps its user online, 0 for no longer, and publishes what is true then.
  ///
  /// A member of the set is a terminal, its score the time at which it is silent for too long, in milliseconds by Redis's
  /// clock, which all terminals share. The key expires at the highest score, so it exists while anybody is online.
  /// Reading, writing and publishing are one step, or one terminal could say that the user left after another
  /// one has said that the user is here. The script travels along, so it needs no server that has loaded it.
  private static let script = """
    local time = redis.call('TIME')
    local now = time[1] * 1000 + math.floor(time[2] / 1000)
    redis.call('ZADD', KEYS[1], now + ARGV[2], ARGV[1])
    redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now)
    local last = redis.call('ZRANGE', KEYS[1], -1, -1, 'WITHSCORES')
    if last[2] then redis.call('PEXPIREAT', KEYS[1], last[2]) end
    redis.call('PUBLISH', ARGV[3], last[2] and ARGV[4] or ARGV[5])
    """

  /// Creates a terminal's view over a connection, which others may share.
  /// - Parameters:
  ///   - connection: The Redis that the notices are published on, too.
  ///   - token: The terminal's own, such as a random number.
  ///   - bucketCount: The same in all programs; see `Bucket.usualCount`.
  public init(_ connection: RedisConnection, token: String, bucketCount: Int = Bucket.usualCount) {
    self.connection = connection
    self.token = token
    self.bucketCount = bucketCount
  }

  /// Says that a user is online at this terminal; see the port.
  public func announce(_ user: UserID, for duration: Duration) async throws {
    try await keep(user, milliseconds: duration.expiry)
  }

  /// Takes that back; see the port.
  public func withdraw(_ user: UserID) async throws {
    try await keep(user, milliseconds: 0)
  }

  /// Those who are online; see the port.
  public func online(of users: [UserID]) async throws -> Set<UserID> {
    let replies = try await connection.pipeline(users.map { ["EXISTS", key(of: $0)] })
    var online: Set<UserID> = []
    for (user, reply) in zip(users, replies) where try reply.checked("see who is online").integer == 1 {
      online.insert(user)
    }
    return online
  }

  private func keep(_ user: UserID, milliseconds: Int64) async throws {
    var command: RedisCommand = ["EVAL", Self.script, "1", key(of: user), token]
    command.append(milliseconds)
    command.append(NoticeTopic.presence(user).name)
    for isOnline in [true, false] { command.append(Notice.presence(user, isOnline: isOnline).json) }
    // Not `send`: its error would repeat the script.
    for reply in try await connection.pipeline([command]) {
      _ = try reply.checked("say that \(user) is online")
    }
  }

  private func key(of user: UserID) -> String {
    "dogear:online:{\(Bucket(of: user, among: bucketCount))}:\(user)"
  }
}
