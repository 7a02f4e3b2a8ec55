import ChatModel
import Postgres

extension PostgresStore: ReceiptStore {
  /// Validates and stores a batch of receipts; see the port.
  public func record(
    _ batch: [ReceiptEvent], decide: @escaping @Sendable ([ReceiptEvent], ReceiptFacts) -> ReceiptPlan
  ) async throws -> ReceiptOutcome {
    guard !batch.isEmpty else {
      return ReceiptOutcome(plan: ReceiptPlan(), deltas: [:], raised: [], seen: [:])
    }
    return try await pool.transaction { session throws(PostgresError) in
      let (facts, small) = try Self.learn(Set(batch.map(\.key)), session)
      let plan = decide(batch, facts)
      let raised = try Self.join(plan.deltas, session)
      var deltas: [UserChannel: Unread] = [:]
      for (key, state) in try Self.readStates(of: plan.deltas.keys, session) {
        deltas[key] = Unread(floor: facts.floors[key] ?? 0, read: state)
      }
      try Self.addForgotten(to: &deltas, session)
      let seen = raised.filter { key, rose in rose && small.contains(key.channel) }.keys
      return ReceiptOutcome(
        plan: plan, deltas: deltas, raised: Set(raised.keys),
        seen: Dictionary(uniqueKeysWithValues: seen.map { ($0, deltas[$0]?.read.position ?? 0) }))
    }
  }

  /// The facts about these keys, and the channels among them that are small enough for "seen by".
  private static func learn(
    _ keys: Set<UserChannel>, _ session: PostgresSession
  ) throws(PostgresError) -> (ReceiptFacts, small: Set<ChannelID>) {
    let columns = KeyColumns(keys)
    var facts = ReceiptFacts()
    var small: Set<ChannelID> = []
    let rows = try session.query(
      """
      SELECT k.user_id, k.channel_id, u.id IS NOT NULL, c.head, m.join_floor, c.member_count
      FROM unnest($1, $2) AS k (user_id, channel_id)
      LEFT JOIN users u ON u.id = k.user_id
      LEFT JOIN channels c ON c.id = k.channel_id
      LEFT JOIN memberships m ON m.user_id = k.user_id AND m.channel_id = k.channel_id
      """, [columns.users, columns.channels])
    for row in rows {
      let key = try row.key()
      if try row.boolean(2) { facts.users.insert(key.user) }
      if let head = try row.optionalBigint(3) { facts.heads[key.channel] = head }
      if let floor = try row.optionalBigint(4) { facts.floors[key] = floor }
      if try row.optionalBigint(5) ?? .max <= ChannelInfo.mostSeenBy { small.insert(key.channel) }
    }
    return (facts, small)
  }

  /// Joins the deltas into the table in one statement, in the order of the keys.
  /// - Returns: The keys whose row rose, and whether the read position did. The statement compares with what it saw
  ///   when it began: a position that another server raised meanwhile is announced by both, which does no harm.
  private static func join(
    _ deltas: [UserChannel: ReadState], _ session: PostgresSession
  ) throws(PostgresError) -> [UserChannel: Bool] {
    guard !deltas.isEmpty else { return [:] }
    let columns = KeyColumns(deltas.keys)
    let states = columns.keys.map { deltas[$0] ?? ReadState() }
    let rows = try session.query(
      """
      INSERT INTO read_positions AS r (user_id, channel_id, seq, epoch, marker_seq)
      SELECT user_id, channel_id, seq, epoch, marker_seq
      FROM unnest($1, $2, $3, $4, $5) AS b (user_id, channel_id, seq, epoch, marker_seq)
      ORDER BY user_id COLLATE "C", channel_id COLLATE "C"
      ON CONFLICT (user_id, channel_id) DO UPDATE
      SET seq = greatest(r.seq, excluded.seq),
        epoch = greatest(r.epoch, excluded.epoch),
        marker_seq = CASE
          WHEN excluded.epoch > r.epoch THEN excluded.marker_seq
          WHEN excluded.epoch = r.epoch THEN greatest(r.marker_seq, excluded.marker_seq)
          ELSE r.marker_seq END
      WHERE excluded.seq > r.seq OR (excluded.epoch, excluded.marker_seq) > (r.epoch, r.marker_seq)
      RETURNING user_id, channel_id, seq > coalesce((
        SELECT o.seq FROM read_positions o WHERE (o.user_id, o.channel_id) = (r.user_id, r.channel_id)), 0)
      """,
      [
        columns.users, columns.channels, .bigintArray(states.map(\.position)),
        .bigintArray(states.map(\.marker.epoch)), .bigintArray(states.map(\.marker.seq)),
      ])
    var raised: [UserChannel: Bool] = [:]
    for row in rows {
      raised[try row.key()] = try row.boolean(2)
    }
    return raised
  }

  /// Adds the mentions and own messages above the marker where it was ever taken back: the counters keep only those
  /// near and above the marker they had.
  private static func addForgotten(
    to deltas: inout [UserChannel: Unread], _ session: PostgresSession
  ) throws(PostgresError) {
    let reopened = deltas.filter { $0.value.read.marker.epoch > 0 }
    guard !reopened.isEmpty else { return }
    let columns = KeyColumns(reopened.keys)
    let rows = try session.query(
      """
      SELECT k.user_id, k.channel_id, m.seq, m.author_id = k.user_id
      FROM unnest($1, $2, $3) AS k (user_id, channel_id, above)
      JOIN messages m ON m.channel_id = k.channel_id AND m.seq > k.above
        AND (m.author_id = k.user_id OR m.mentions && ARRAY[k.user_id, '*'])
      """,
      [columns.users, columns.channels, .bigintArray(columns.keys.map { reopened[$0]?.readUpTo ?? 0 })])
    try add(rows, to: &deltas)
  }

  /// Adds rows of user, channel, seq and "is the user's own" to counters.
  static func add(_ rows: PostgresRows, to counters: inout [UserChannel: Unread]) throws(PostgresError) {
    for row in rows {
      let key = try row.key()
      let seq = try row.bigint(2)
      if try row.boolean(3) {
        counters[key]?.own.insert(seq)
      } else if !key.channel.isDirect {
        counters[key]?.mentions.insert(seq)
      }
    }
  }
}
