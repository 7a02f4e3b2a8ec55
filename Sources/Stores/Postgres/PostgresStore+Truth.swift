import ChatModel
import Postgres

extension PostgresStore: CounterTruth {
  /// All users, in order.
  public func users() async throws -> [UserID] {
    var users: [UserID] = []
    for row in try await pool.query("SELECT id FROM users ORDER BY id") {
      users.append(UserID(stored: try row.text(0)))
    }
    return users
  }

  /// The counters of every membership of these users; see the port.
  public func counters(of users: [UserID]) async throws -> [UserChannel: Unread] {
    try await counters(
      among: "SELECT user_id, channel_id FROM memberships WHERE user_id = ANY ($1)",
      [.textArray(users.map(\.rawValue))])
  }

  /// The counters at these keys; see the port.
  public func counters(at keys: [UserChannel]) async throws -> [UserChannel: Unread] {
    let columns = KeyColumns(Set(keys))
    return try await counters(
      among: "SELECT * FROM unnest($1, $2) AS k (user_id, channel_id)", [columns.users, columns.channels])
  }

  /// The counters of those memberships that a query selects.
  private func counters(
    among keys: String, _ parameters: [PostgresValue]
  ) async throws -> [UserChannel: Unread] {
    try await pool.transaction(isolation: .repeatableRead) { session throws(PostgresError) in
      var counters: [UserChannel: Unread] = [:]
      let rows = try session.query(
        """
        SELECT m.user_id, m.channel_id, c.head, m.join_floor,
          coalesce(r.seq, 0), coalesce(r.epoch, 0), coalesce(r.marker_seq, 0)
        FROM (\(keys)) k JOIN memberships m USING (user_id, channel_id) JOIN channels c ON c.id = m.channel_id
        LEFT JOIN read_positions r ON r.user_id = m.user_id AND r.channel_id = m.channel_id
        """, parameters)
      for row in rows {
        counters[try row.key()] = Unread(
          head: try row.bigint(2), floor: try row.bigint(3), read: try row.readState(4))
      }
      // Two index scans instead of one scan of all messages: those that mention anybody, and one's own.
      let exceptions = try session.query(
        """
        WITH k AS (
          SELECT m.user_id, m.channel_id, greatest(m.join_floor, coalesce(r.marker_seq, 0)) AS above
          FROM (\(keys)) k JOIN memberships m USING (user_id, channel_id)
          LEFT JOIN read_positions r ON r.user_id = m.user_id AND r.channel_id = m.channel_id
        )
        SELECT k.user_id, k.channel_id, m.seq, false
        FROM k JOIN messages m ON m.channel_id = k.channel_id AND m.seq > k.above AND m.mentions <> '{}'
          AND m.mentions && ARRAY[k.user_id, '*'] AND m.author_id <> k.user_id
        UNION ALL
        SELECT k.user_id, k.channel_id, m.seq, true
        FROM k JOIN messages m ON m.author_id = k.user_id AND m.channel_id = k.channel_id AND m.seq > k.above
        """, parameters)
      for row in exceptions {
        let key = try row.key()
        let seq = try row.bigint(2)
        if try row.boolean(3) {
          counters[key]?.own.insert(seq)
        } else if !key.channel.isDirect {
          counters[key]?.mentions.insert(seq)
        }
      }
      return counters
    }
  }
}
