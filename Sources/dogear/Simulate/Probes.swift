import ChatModel
import Postgres
import Stores

/// Looks in the database for a sample of the receipts that were sent, some hundred at a time, every few milliseconds.
///
/// A time until durable is thus too long by at most one look: the pause and the query, some 5 ms. Receipts of a key that a
/// later one has overtaken count when the later one is there, which is no earlier.
struct DurableProbe: Sendable {
  let loop: SimulationLoop
  let pool: PostgresPool

  private static let pause: Duration = .milliseconds(3)
  /// As many as one query takes.
  private static let most = 500

  func run() async {
    await loop.beginProbing()
    while !Task.isCancelled {
      var open = await loop.probes[...]
      var found: [UserChannel: Seq] = [:]
      while !open.isEmpty, let some = try? await positions(open.prefix(Self.most)) {
        found.merge(some) { max($0, $1) }
        open = open.dropFirst(Self.most)
      }
      if !found.isEmpty { await loop.durable(found, at: loop.now) }
      try? await Task.sleep(for: Self.pause)
    }
  }

  private func positions(_ questions: ArraySlice<SentReceipt>) async throws -> [UserChannel: Seq] {
    let keys = Array(Set(questions.map(\.key)))
    let rows = try await pool.query(
      """
      SELECT user_id, channel_id, r.seq FROM unnest($1, $2) AS k (user_id, channel_id)
      JOIN read_positions r USING (user_id, channel_id)
      """, [.textArray(keys.map(\.user.rawValue)), .textArray(keys.map(\.channel.rawValue))])
    var positions: [UserChannel: Seq] = [:]
    for row in rows {
      positions[UserChannel(UserID(stored: try row.text(0)), ChannelID(stored: try row.text(1)))] =
        try row.bigint(2)
    }
    return positions
  }
}

/// Listens as clients do, and reads the badge of a member for each message that comes.
///
/// What is measured ends when Redis has answered with a counter that has the message: that is when a client can draw it.
struct BadgeProbe: Sendable {
  let loop: SimulationLoop
  let source: RedisNoticeSource
  let counters: RedisCounters

  func run() async {
    for await heard in source.notices {
      guard case .notice(.message(let message)) = heard, let asked = await loop.heard(message) else {
        continue
      }
      let found = try? await counters.counters(of: asked.user, in: [message.channel], listing: [])
      if let head = found?[message.channel]?.numbers.head, head >= message.seq {
        await loop.badge(due: asked.due)
      }
    }
  }
}
