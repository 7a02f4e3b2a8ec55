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

  /// The next users, in order, by the primary key.
  public func users(after user: UserID?, most: Int) async throws -> [UserID] {
    try await pool.query(
      "SELECT id FROM users WHERE id > $1 ORDER BY id LIMIT $2",
      [.text(user?.rawValue ?? ""), .bigint(Int64(most))]
    ).map { row throws(PostgresError) in UserID(stored: try row.text(0)) }
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
  ///
  /// One look-up a membership, and one scan of the mentions and of what does not count of each channel, however many of its members are asked for.
  private func counters(
    among keys: String, _ parameters: [PostgresValue]
  ) async throws -> [UserChannel: Unread] {
    try await pool.transaction(isolation: .repeatableRead) { session throws(PostgresError) in
      let rows = try session.query(
        """
        SELECT m.user_id, m.channel_id, c.head, m.join_floor,
          coalesce(r.seq, 0), coalesce(r.epoch, 0), coalesce(r.marker_seq, 0), m.turn
        FROM (\(keys)) k JOIN memberships m USING (user_id, channel_id) JOIN channels c ON c.id = m.channel_id
        LEFT JOIN read_positions r ON r.user_id = m.user_id AND r.channel_id = m.channel_id
        """, parameters)
      var counters: [UserChannel: Unread] = [:]
      counters.reserveCapacity(rows.count)
      for row in rows {
        counters[try row.key()] = Unread(
          head: try row.bigint(2), floor: try row.bigint(3), read: try row.readState(4),
          turn: try row.bigint(7))
      }
      try Self.addMentions(to: &counters, session)
      try Self.addOwn(to: &counters, session)
      try Self.addSilent(to: &counters, session)
      return counters
    }
  }

  /// Adds the unread messages that mention somebody.
  private static func addMentions(
    to counters: inout [UserChannel: Unread], _ session: PostgresSession
  ) throws(PostgresError) {
    let (readers, lowest) = readers(of: counters) { !$0.isDirect }
    guard !readers.isEmpty else { return }
    let channels = lowest.keys.sorted()
    let names = Set(readers.values.joined()).map(\.rawValue) + ["*"]
    let rows = try session.query(
      """
      SELECT m.channel_id, m.seq, m.author_id, m.mentions
      FROM unnest($1, $2) AS c (id, above) JOIN messages m ON m.channel_id = c.id AND m.seq > c.above
      WHERE m.mentions <> '{}' AND m.mentions && $3
      """,
      [
        .textArray(channels.map(\.rawValue)), .bigintArray(channels.map { lowest[$0] ?? 0 }),
        .textArray(names),
      ])
    for row in rows {
      let channel = ChannelID(stored: try row.text(0))
      let (seq, author) = (try row.bigint(1), UserID(stored: try row.text(2)))
      let mentioned = try row.textArray(3)
      let named = Set(mentioned.lazy.map { UserID(stored: $0) })
      let users = mentioned.contains("*") ? Set(readers[channel] ?? []).union(named) : named
      for user in users where user != author {
        let key = UserChannel(user, channel)
        guard let unread = counters[key], seq > unread.readUpTo else { continue }
        if named.contains(user) {
          counters[key]?.mentions.insert(seq)
        } else {
          counters[key]?.everyone.insert(seq)
        }
      }
    }
  }

  /// Those for whom there is something unread, by channel, and the lowest of their markers.
  private static func readers(
    of counters: [UserChannel: Unread], in isMeant: (ChannelID) -> Bool = { _ in true }
  ) -> ([ChannelID: [UserID]], [ChannelID: Seq]) {
    var readers: [ChannelID: [UserID]] = [:]
    var lowest: [ChannelID: Seq] = [:]
    for (key, unread) in counters where unread.head > unread.readUpTo && isMeant(key.channel) {
      readers[key.channel, default: []].append(key.user)
      lowest[key.channel] = min(lowest[key.channel] ?? .max, unread.readUpTo)
    }
    return (readers, lowest)
  }

  /// Adds deleted messages and lines, which count for nobody.
  private static func addSilent(
    to counters: inout [UserChannel: Unread], _ session: PostgresSession
  ) throws(PostgresError) {
    let (readers, lowest) = readers(of: counters)
    guard !readers.isEmpty else { return }
    let channels = lowest.keys.sorted()
    let rows = try session.query(
      """
      SELECT c.id, m.seq FROM unnest($1, $2) AS c (id, above) CROSS JOIN LATERAL (
        SELECT seq FROM messages
        WHERE channel_id = c.id AND seq > c.above AND kind <> 'text' AND kind <> 'edited' ORDER BY seq) m
      """, [.textArray(channels.map(\.rawValue)), .bigintArray(channels.map { lowest[$0] ?? 0 })])
    for row in rows {
      let (channel, seq) = (ChannelID(stored: try row.text(0)), try row.bigint(1))
      for user in readers[channel] ?? [] {
        let key = UserChannel(user, channel)
        if let unread = counters[key], seq > unread.readUpTo { counters[key]?.uncounted.insert(seq) }
      }
    }
  }

  /// Adds one's own messages above the marker.
  ///
  /// There are some only where a mark as unread took it back: sending moves it up in the same transaction.
  private static func addOwn(
    to counters: inout [UserChannel: Unread], _ session: PostgresSession
  ) throws(PostgresError) {
    let reopened = counters.filter { $0.value.read.marker.epoch > 0 && $0.value.head > $0.value.readUpTo }
    guard !reopened.isEmpty else { return }
    let columns = KeyColumns(reopened.keys)
    let rows = try session.query(
      """
      SELECT k.user_id, k.channel_id, m.seq
      FROM unnest($1, $2, $3) AS k (user_id, channel_id, above)
      JOIN messages m ON m.author_id = k.user_id AND m.channel_id = k.channel_id AND m.seq > k.above
      """,
      [columns.users, columns.channels, .bigintArray(columns.keys.map { reopened[$0]?.readUpTo ?? 0 })])
    for row in rows { counters[try row.key()]?.uncounted.insert(try row.bigint(2)) }
  }
}

extension PostgresStore: DatabaseAge {
  /// Raises the age; see the port.
  public func grow() async throws -> Int64 {
    let rows = try await pool.query("UPDATE database_age SET ticks = ticks + 1 RETURNING ticks", [])
    return try rows.first?.bigint(0) ?? 0
  }
}
