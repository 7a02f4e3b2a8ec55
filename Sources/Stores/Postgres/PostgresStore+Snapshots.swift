import ChatModel
import Postgres

extension PostgresStore: SnapshotStore {
  /// Saves a batch of snapshots; see the port.
  ///
  /// Heads and markers only rise, so a row with less of either is older and stays out. Equal ones replace each other: the
  /// counts can differ only if one was taken while a bucket was being repaired, or of a deletion. Who has left meanwhile gets none.
  /// A row that is ahead of the database is of another one, of which this is an older copy, and gives way to any.
  public func save(_ snapshots: [Snapshot]) async throws {
    guard !snapshots.isEmpty else { return }
    let rows = Dictionary(snapshots.map { ($0.key, $0) }, uniquingKeysWith: { $1 })
    let columns = KeyColumns(rows.keys)
    let ordered = columns.keys.compactMap { rows[$0] }
    let parameters: [PostgresValue] = [
      columns.users, columns.channels, .bigintArray(ordered.map(\.head)),
      .bigintArray(ordered.map(\.readUpTo.epoch)), .bigintArray(ordered.map(\.readUpTo.seq)),
      .bigintArray(ordered.map { Int64($0.badge.unread) }),
      .bigintArray(ordered.map { Int64($0.badge.mentions) }),
    ]
    try await pool.transaction { session throws(PostgresError) in
      try session.query(Self.upsert, parameters)
      try session.query(Self.forgetDeparted, [columns.users, columns.channels])
    }
  }

  private static let upsert = """
    INSERT INTO unread_snapshots AS s (user_id, channel_id, head, epoch, read_up_to, unread, mentions)
    SELECT user_id, channel_id, head, epoch, read_up_to, unread, mentions
    FROM unnest($1, $2, $3, $4, $5, $6, $7)
      AS b (user_id, channel_id, head, epoch, read_up_to, unread, mentions)
    WHERE NOT EXISTS (
      SELECT FROM departures d LEFT JOIN memberships m USING (user_id, channel_id)
      WHERE d.user_id = b.user_id AND d.channel_id = b.channel_id AND m.user_id IS NULL)
    ORDER BY user_id COLLATE "C", channel_id COLLATE "C"
    ON CONFLICT (user_id, channel_id) DO UPDATE
    SET head = excluded.head, epoch = excluded.epoch, read_up_to = excluded.read_up_to,
      unread = excluded.unread, mentions = excluded.mentions
    WHERE (excluded.head >= s.head AND (excluded.epoch, excluded.read_up_to) >= (s.epoch, s.read_up_to)
        OR is_ahead(s.user_id, s.channel_id, s.head, s.epoch, s.read_up_to))
      AND (excluded.head, excluded.epoch, excluded.read_up_to, excluded.unread, excluded.mentions)
        <> (s.head, s.epoch, s.read_up_to, s.unread, s.mentions)
    """

  /// Forgets the snapshots of those who have left.
  ///
  /// A row that a leaving transaction deletes is inserted again by a save that has waited for it, and that had seen the
  /// member before it waited. So a save looks again before it commits, and whoever lets somebody leave does afterwards.
  static let forgetDeparted = """
    DELETE FROM unread_snapshots s USING unnest($1, $2) AS k (user_id, channel_id)
    WHERE s.user_id = k.user_id AND s.channel_id = k.channel_id AND EXISTS (
      SELECT FROM departures d LEFT JOIN memberships m USING (user_id, channel_id)
      WHERE d.user_id = k.user_id AND d.channel_id = k.channel_id AND m.user_id IS NULL)
    """
}

extension PostgresStore: SnapshotReader {
  /// The saved badges of these users.
  public func snapshots(of users: [UserID]) async throws -> [UserChannel: Badge] {
    let rows = try await pool.query(
      "SELECT user_id, channel_id, unread, mentions FROM unread_snapshots WHERE user_id = ANY ($1)",
      [.textArray(users.map(\.rawValue))])
    var badges: [UserChannel: Badge] = [:]
    for row in rows {
      badges[try row.key()] = Badge(unread: Int(try row.bigint(2)), mentions: Int(try row.bigint(3)))
    }
    return badges
  }

  /// Forgets the snapshots of single counters.
  public func forgetSnapshots(at keys: [UserChannel]) async throws {
    guard !keys.isEmpty else { return }
    let columns = KeyColumns(Set(keys))
    try await pool.query(
      """
      DELETE FROM unread_snapshots WHERE (user_id, channel_id) IN (SELECT * FROM unnest($1, $2))
      """, [columns.users, columns.channels])
  }

  /// Forgets the snapshots of those who are no members; see the port.
  public func forgetStrangersSnapshots() async throws {
    try await pool.executeWhole(
      script: """
        DELETE FROM unread_snapshots s WHERE NOT EXISTS (
          SELECT FROM memberships m WHERE m.user_id = s.user_id AND m.channel_id = s.channel_id)
        """)
  }
}
