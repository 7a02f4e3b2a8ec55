import ChatModel
import Postgres

extension PostgresStore: ReceiptStore {
  /// What is known of channels; see the port.
  public func facts(of channels: Set<ChannelID>) async throws -> KnownChannels {
    let rows = try await pool.query(
      """
      SELECT id, head, member_count, (SELECT ticks FROM database_age) FROM channels WHERE id = ANY ($1)
      """, [.textArray(channels.map(\.rawValue))])
    var facts: [ChannelID: ChannelFacts] = [:]
    for row in rows {
      facts[ChannelID(stored: try row.text(0))] = ChannelFacts(
        head: try row.bigint(1), memberCount: Int(try row.bigint(2)))
    }
    return KnownChannels(facts, age: try rows.first?.bigint(3) ?? 0)
  }

  /// Joins coalesced receipts; see the port.
  ///
  /// Every membership has its row from the start (the trigger `memberships_have_positions`), so this is an update in place
  /// of rows found by their key: one look-up a row, and no index changes.
  public func record(_ reads: [CoalescedReceipts], judgedAt age: Int64) async throws -> ReceiptOutcome {
    guard !reads.isEmpty else { return ReceiptOutcome() }
    let outcome: Result<ReceiptOutcome, DatabaseGoneBack> = try await pool.transaction {
      session throws(PostgresError) in
      let found = try session.query("SELECT ticks FROM database_age").first?.bigint(0) ?? 0
      guard found >= age else { return .failure(DatabaseGoneBack(known: age, found: found)) }
      var outcome = ReceiptOutcome()
      for row in try session.query(Self.raise, Self.parameters(reads)) {
        let index = Int(try row.bigint(0)) - 1
        outcome.raised.insert(index)
        if try row.boolean(1) { outcome.positioned.insert(index) }
      }
      // What did not rise is stored already, or there is nothing to raise.
      if outcome.raised.count < reads.count {
        let rest = reads.indices.filter { !outcome.raised.contains($0) }
        outcome.refused = try Self.strangers(rest, of: reads, session)
      }
      return .success(outcome)
    }
    return try outcome.get()
  }

  /// Raises rows in the order of the parameters.
  static let raise = """
    UPDATE read_positions r SET seq = greatest(r.seq, b.seq),
      epoch = greatest(r.epoch, b.epoch),
      marker_seq = CASE
        WHEN b.epoch > r.epoch THEN b.marker_seq
        WHEN b.epoch = r.epoch THEN greatest(r.marker_seq, b.marker_seq)
        ELSE r.marker_seq END
    FROM (
      SELECT user_id, channel_id, seq, greatest(epoch, 0) AS epoch, epoch < 0 AS is_unnamed, marker_seq, number
      FROM unnest($1, $2, $3, $4, $5) WITH ORDINALITY AS b (user_id, channel_id, seq, epoch, marker_seq, number)
    ) b
    WHERE r.user_id = b.user_id AND r.channel_id = b.channel_id AND NOT (b.is_unnamed AND r.epoch > 0)
      AND (b.seq > r.seq OR (b.epoch, b.marker_seq) > (r.epoch, r.marker_seq))
    RETURNING b.number, r.seq = b.seq AND b.seq > 0
    """

  /// Those who hide what they read; see the port.
  ///
  /// They are few and have an index of their own, so the others cost next to nothing.
  public func hiding(among keys: [UserChannel]) async throws -> Set<UserChannel> {
    let columns = KeyColumns(keys)
    let rows = try await pool.query(
      """
      SELECT k.user_id, k.channel_id FROM unnest($1, $2) AS k (user_id, channel_id) CROSS JOIN LATERAL (
        SELECT FROM memberships m
        WHERE m.user_id = k.user_id AND m.channel_id = k.channel_id AND m.hides_reads LIMIT 1) hiding
      """, [columns.users, columns.channels])
    return Set(try rows.map { row throws(PostgresError) in try row.key() })
  }

  static func parameters(_ reads: [CoalescedReceipts]) -> [PostgresValue] {
    [
      .textArray(reads.map(\.key.user.rawValue)), .textArray(reads.map(\.key.channel.rawValue)),
      .bigintArray(reads.map(\.state.position)),
      .bigintArray(reads.map { $0.namesEpoch ? $0.state.marker.epoch : -1 }),
      .bigintArray(reads.map(\.state.marker.seq)),
    ]
  }

  /// Those among `indices` that have no row, or one that their epoch does not suit, with the reason.
  private static func strangers(
    _ indices: [Int], of reads: [CoalescedReceipts], _ session: PostgresSession
  ) throws(PostgresError) -> [Int: Rejection] {
    let rows = try session.query(
      """
      SELECT k.number, u.id IS NOT NULL, coalesce(r.epoch, 0)
      FROM unnest($1, $2, $3) WITH ORDINALITY AS k (user_id, channel_id, epoch, number)
      LEFT JOIN read_positions r ON r.user_id = k.user_id AND r.channel_id = k.channel_id
      LEFT JOIN users u ON u.id = k.user_id
      WHERE r.user_id IS NULL OR k.epoch < 0 AND r.epoch > 0
      """,
      [
        .textArray(indices.map { reads[$0].key.user.rawValue }),
        .textArray(indices.map { reads[$0].key.channel.rawValue }),
        .bigintArray(indices.map { reads[$0].namesEpoch ? 0 : -1 }),
      ])
    var refused: [Int: Rejection] = [:]
    for row in rows {
      let index = indices[Int(try row.bigint(0)) - 1]
      let key = reads[index].key
      let epoch = try row.bigint(2)
      refused[index] =
        epoch > 0
        ? .epochMissing(current: epoch)
        : try row.boolean(1) ? .notAMember(key) : .unknownUser(key.user.rawValue)
    }
    return refused
  }
}
