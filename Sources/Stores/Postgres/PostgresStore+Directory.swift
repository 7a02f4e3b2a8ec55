import ChatModel
import Postgres

extension PostgresStore: Directory {
  /// Adds users, channels and memberships; see the port.
  public func add(
    users: [UserID], channels: [NewChannel], memberships: [UserChannel]
  ) async throws {
    let keys = KeyColumns(Set(memberships))
    // All rows in order: two who add the same at once must not wait for each other in a circle.
    let channels = channels.sorted { $0.id < $1.id }
    let writers = Set(channels.flatMap { channel in channel.writers.map { UserChannel($0, channel.id) } })
    try await pool.transaction { session throws(PostgresError) in
      try session.query(
        "INSERT INTO users SELECT * FROM unnest($1) ON CONFLICT DO NOTHING",
        [.textArray(users.map(\.rawValue).sorted())])
      try session.query(
        """
        INSERT INTO channels (id, topic, read_only, private) SELECT * FROM unnest($1, $2, $3, $4)
        ON CONFLICT DO NOTHING
        """,
        [
          .textArray(channels.map(\.id.rawValue)), .textArray(channels.map(\.topic)),
          .booleanArray(channels.map(\.readOnly)),
          .booleanArray(channels.map { $0.isPrivate || $0.id.isDirect }),
        ])
      // The lock keeps messages from being numbered between the reading of the head and the change of the list.
      let rooms = PostgresValue.textArray(Set(keys.keys.map(\.channel.rawValue)).sorted())
      try session.query(
        "SELECT id FROM channels WHERE id = ANY ($1) ORDER BY id FOR NO KEY UPDATE", [rooms])
      try session.query(
        """
        INSERT INTO memberships (user_id, channel_id, join_floor, rights)
        SELECT k.user_id, k.channel_id, c.head, k.rights
        FROM unnest($1, $2, $3) AS k (user_id, channel_id, rights) JOIN channels c ON c.id = k.channel_id
        ON CONFLICT DO NOTHING
        """,
        [
          keys.users, keys.channels,
          .bigintArray(keys.keys.map { (writers.contains($0) ? Rights.write : []).rawValue }),
        ])
      try session.query(
        """
        UPDATE channels c SET members_version = members_version + 1,
          member_count = (SELECT count(*) FROM memberships m WHERE m.channel_id = c.id)
        WHERE id = ANY ($1)
        """, [rooms])
    }
  }
}

extension PostgresStore {
  /// The heads of all channels.
  public func heads() async throws -> [ChannelID: Seq] {
    var heads: [ChannelID: Seq] = [:]
    for row in try await pool.query("SELECT id, head FROM channels") {
      heads[ChannelID(stored: try row.text(0))] = try row.bigint(1)
    }
    return heads
  }

  /// A number that no other database cluster has, for what must not be mixed up between two.
  public func identity() async throws -> String {
    let rows = try await pool.query("SELECT system_identifier::text FROM pg_control_system()")
    return try rows.first?.text(0) ?? ""
  }

  /// Asks for an answer, to see whether the database is there.
  public func ping() async throws {
    try await pool.query("SELECT 1")
  }
}
