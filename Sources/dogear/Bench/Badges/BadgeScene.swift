import ChatModel
import Kafka
import Postgres
import Stores

/// One person at two terminals, somebody else who posts, and a town of others who read.
struct BadgeScene: Sendable {
  let backends: Backends
  /// Who produces the load.
  let town: BenchTown

  static let me = UserID(stored: "me")
  private static let poster = UserID(stored: "bob")
  /// Where the reader scrolls.
  static let scrolled = ChannelID(stored: "long")
  /// Where the observer is; nothing ever happens there.
  private static let quiet = ChannelID(stored: "quiet")
  /// Where posts go, in turn.
  static let posted = (1...8).map { ChannelID(stored: "post-\($0)") }

  /// Writes everything to the database, and has the counters built.
  func create(unread: Int) async throws {
    let pool = PostgresPool(backends.endpoints.databaseURL, name: "dogear-bench", size: 1)
    let rooms = Self.posted + [Self.scrolled, Self.quiet]
    try await PostgresStore(pool).add(
      users: [Self.me, Self.poster], channels: rooms.map { NewChannel(id: $0, topic: "") },
      memberships: rooms.flatMap { [UserChannel(Self.me, $0), UserChannel(Self.poster, $0)] })
    let parameters: [PostgresValue] = [.text(Self.scrolled.rawValue), .bigint(Int64(unread))]
    try await pool.query(
      """
      INSERT INTO messages (channel_id, seq, client_id, author_id, sent_at, body)
      SELECT $1, n, 'bench-' || n, '\(Self.poster)', now(), 'line ' || n FROM generate_series(1, $2) n
      """, parameters)
    try await pool.query("UPDATE channels SET head = $2 WHERE id = $1", parameters)
    try await town.create(pool)
    await pool.close()
    try await BenchChecks(backends: backends).buildCounters()
  }

  /// The terminal that scrolls.
  func reader() throws -> WatchedClient {
    let client = try WatchedClient(backends, options(in: Self.scrolled))
    client.screen.press(.focus(true))
    return client
  }

  /// The terminal whose badges are watched.
  func observer() throws -> WatchedClient {
    try WatchedClient(backends, options(in: Self.quiet))
  }

  private func options(in channel: ChannelID) -> ChatOptions {
    ChatOptions(
      user: Self.me, channel: channel, screen: ScreenOptions(), script: ScriptOptions(), log: "")
  }

  /// A post as a client sends it.
  func post(_ number: Int, run: UInt64) throws -> LogEntry {
    let event = try MessageEvent(
      id: "bench-\(run)-\(number)", channel: Self.posted[number % Self.posted.count], author: Self.poster,
      body: "post number \(number)")
    return LogEntry(event, topics: backends.topics)
  }
}
