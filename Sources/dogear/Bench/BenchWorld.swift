import Assets
import ChatModel
import Postgres
import Stores

/// A few people in some channels, one of which has many messages, all of them read.
struct BenchWorld: Sendable {
  let channels: [ChannelID]
  /// How many messages the first channel has.
  let messages: Int

  static let me = UserID(stored: "me")
  static let others = ["bob", "carol", "dave"].map { UserID(stored: $0) }

  init(channels: Int, messages: Int) {
    self.channels = (0..<channels).map { ChannelID(stored: $0 == 0 ? "bench" : "bench-\($0)") }
    self.messages = messages
  }

  /// The channel that the client begins in.
  var inView: ChannelID { channels[0] }

  /// Writes everything to the database, and has the counters built from it by the server that runs.
  func create(on backends: Backends) async throws {
    let pool = PostgresPool(backends.endpoints.databaseURL, name: "dogear-bench", size: 1)
    let users = Self.others + [Self.me]
    try await PostgresStore(pool).add(
      users: users,
      channels: channels.map { NewChannel(id: $0, topic: "what comes through here is counted") },
      memberships: users.flatMap { user in channels.map { UserChannel(user, $0) } })
    try await fill(pool)
    await pool.close()
    try await BenchChecks(backends: backends).buildCounters()
  }

  /// In one transaction, so that nobody sees a head without its messages.
  private func fill(_ pool: PostgresPool) async throws {
    guard messages > 0 else { return }
    let now = SystemClock().now()
    try await pool.transaction { session throws(PostgresError) in
      try session.copyIn(
        "messages", columns: ["channel_id", "seq", "client_id", "author_id", "sent_at", "body"],
        rows: (1...messages).lazy.map { row($0, now: now) })
      try session.query(
        "UPDATE channels SET head = $1 WHERE id = $2", [.bigint(Seq(messages)), .text(inView.rawValue)])
      try session.query(
        """
        UPDATE read_positions r SET seq = $1, marker_seq = $1 FROM memberships m
        WHERE m.channel_id = $2 AND r.user_id = m.user_id AND r.channel_id = m.channel_id
        """, [.bigint(Seq(messages)), .text(inView.rawValue)])
    }
  }

  /// The n-th message; the last is a minute old, and there is one a minute before it.
  private func row(_ number: Int, now: Timestamp) -> [PostgresValue] {
    let sentAt = now.milliseconds - Int64(messages - number + 1) * 60_000
    let author = Self.others[number % Self.others.count]
    return [
      .text(inView.rawValue), .bigint(Seq(number)), .text("bench.\(number)"), .text(author.rawValue),
      .timestamp(sentAt * 1_000),
      .text("message number \(number) with a moderately long text to wrap here and there, as people do"),
    ]
  }
}
