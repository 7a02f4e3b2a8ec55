import ChatModel
import Patterns
import Postgres

/// A table of read positions: Dogear's own, or one of the same shape for the other patterns.
struct PositionTable: PatternStore {
  /// Dogear's own.
  static let own = "read_positions"
  /// That of A and C.
  static let bench = "bench_positions"

  /// Pattern A's statement.
  static let upsert = """
    INSERT INTO bench_positions AS r (user_id, channel_id, seq, epoch, marker_seq) VALUES ($1, $2, $3, 0, $3)
    ON CONFLICT (user_id, channel_id) DO UPDATE
    SET seq = greatest(r.seq, excluded.seq), marker_seq = greatest(r.marker_seq, excluded.marker_seq)
    WHERE r.seq < excluded.seq
    """

  /// The same for a batch, in the order of the keys.
  static let batchUpsert = """
    INSERT INTO bench_positions AS r (user_id, channel_id, seq, epoch, marker_seq)
    SELECT user_id, channel_id, seq, 0, seq FROM unnest($1, $2, $3) AS b (user_id, channel_id, seq)
    ORDER BY user_id COLLATE "C", channel_id COLLATE "C"
    ON CONFLICT (user_id, channel_id) DO UPDATE
    SET seq = greatest(r.seq, excluded.seq), marker_seq = greatest(r.marker_seq, excluded.marker_seq)
    WHERE r.seq < excluded.seq
    """

  let name: String
  let readers: Readers
  let pool: PostgresPool

  /// Makes the table of A and C anew, with a row for each membership, as Dogear's has one from the joining on: a receipt
  /// is an update.
  static func create(_ readers: Readers, _ pool: PostgresPool) async throws {
    try await pool.execute(
      script: """
        DROP TABLE IF EXISTS bench_positions;
        CREATE TABLE bench_positions (
          user_id text COLLATE "C" NOT NULL, channel_id text COLLATE "C" NOT NULL,
          seq bigint NOT NULL, epoch bigint NOT NULL, marker_seq bigint NOT NULL,
          PRIMARY KEY (user_id, channel_id)
        ) WITH (fillfactor = 50);
        """)
    _ = try await pool.transaction { session throws(PostgresError) in
      try session.copyIn(
        bench, columns: ["user_id", "channel_id", "seq", "epoch", "marker_seq"],
        rows: (0..<readers.memberships).lazy.map { membership in
          let key = Readers.key(of: membership)
          return [
            .text(key.user.rawValue), .text(key.channel.rawValue), .bigint(0), .bigint(0), .bigint(0),
          ]
        })
    }
    try await pool.execute(script: "ANALYZE bench_positions")
  }

  static func drop(_ pool: PostgresPool) async throws {
    try await pool.execute(script: "DROP TABLE IF EXISTS bench_positions")
  }

  func complete(among memberships: [Int]) async throws -> Int {
    let keys = memberships.map { Readers.key(of: $0) }
    let rows = try await pool.query(
      """
      SELECT count(*) FROM unnest($1, $2) AS k (user_id, channel_id)
      JOIN \(name) r USING (user_id, channel_id) WHERE r.seq >= $3
      """,
      [
        .textArray(keys.map(\.user.rawValue)), .textArray(keys.map(\.channel.rawValue)),
        .bigint(Readers.head),
      ])
    return Int(try rows.first?.bigint(0) ?? 0)
  }

  func complete() async throws -> Int {
    // Not of the one reader more, with whom a server is made warm.
    let rows = try await pool.query(
      "SELECT count(*) FROM \(name) WHERE seq >= $1 AND user_id <> $2",
      [.bigint(Readers.head), .text(Readers.key(of: readers.memberships).user.rawValue)])
    return Int(try rows.first?.bigint(0) ?? 0)
  }

  /// The positions, each with the time of the transaction that wrote it.
  ///
  /// PostgreSQL notes that time, to the microsecond, right before the commit record is flushed: it is early by one flush
  /// of the log. Nothing has to be asked while the load runs.
  func positions() async throws -> [Int: StoredPosition] {
    var positions: [Int: StoredPosition] = [:]
    let rows = try await pool.query(
      "SELECT user_id, channel_id, seq, pg_xact_commit_timestamp(xmin) FROM \(name) WHERE seq > 0")
    for row in rows {
      let key = UserChannel(UserID(stored: try row.text(0)), ChannelID(stored: try row.text(1)))
      guard let membership = readers.membership(of: key) else { continue }
      positions[membership] = StoredPosition(seq: try row.bigint(2), committed: try row.optionalTimestamp(3))
    }
    return positions
  }
}
