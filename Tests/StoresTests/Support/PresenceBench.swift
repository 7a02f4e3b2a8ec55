import ChatModel
import Doubles
import Redis
import Stores
import TestSupport

/// A place where nobody is online yet, as three terminals see it, and what those who watch hear.
struct PresenceBench {
  let terminals: [any Presence]
  let heard: AsyncStream<Heard>
  /// Lets marks expire: the double must be told, Redis sees it for itself.
  let letTimePass: () -> Void

  /// Runs `body` while `users` are watched.
  ///
  /// Redis's publish/subscribe knows no databases, so every test has users of its own.
  static func with(
    _ implementation: Implementation, watching users: [UserID],
    isolation: isolated (any Actor)? = #isolation, _ body: (PresenceBench) async throws -> Void
  ) async throws {
    let tokens = ["first", "second", "third"]
    switch implementation {
    case .memory:
      let clock = ManualClock()
      let notices = MemoryNotices()
      let presence = MemoryPresence(clock: clock, notices: notices)
      try await body(
        PresenceBench(
          terminals: tokens.map(presence.terminal), heard: notices.source().notices,
          letTimePass: { clock.advance(milliseconds: 50) }))
    case .servers:
      try await Servers.shared.value.withRedisDatabase { endpoint in
        let connection = RedisConnection(endpoint, name: "terminals")
        let source = RedisNoticeSource(RedisSubscriber(endpoint, name: "watcher"))
        let topics = users.map(NoticeTopic.presence)
        source.listen(to: topics)
        try await eventually("the subscription") {
          let counts =
            try await connection.send(RedisCommand(["PUBSUB", "NUMSUB"] + topics.map(\.name))).array ?? []
          return counts.compactMap(\.integer).filter { $0 > 0 }.count == topics.count
        }
        try await body(
          PresenceBench(
            terminals: tokens.map { RedisPresence(connection, token: $0) }, heard: source.notices,
            letTimePass: {}))
        source.close()
        await connection.close()
      }
    }
  }

  /// The next `count` notices.
  func hear(_ count: Int) async -> [Notice] {
    var notices: [Notice] = []
    for await case .notice(let notice) in heard {
      notices.append(notice)
      if notices.count == count { break }
    }
    return notices
  }

  /// Whether somebody who just started sees the user online.
  func isOnline(_ user: UserID) async throws -> Bool {
    try await terminals[2].online(of: [user]) == [user]
  }
}
