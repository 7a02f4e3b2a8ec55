import ChatModel
import Postgres

extension PostgresStore: ReceiptStore {
  /// What is known of channels; see the port.
  public func facts(of channels: Set<ChannelID>) async throws -> [ChannelID: ChannelFacts] {
    let rows = try await pool.query(
      "SELECT id, head, member_count FROM channels WHERE id = ANY ($1)",
      [.textArray(channels.map(\.rawValue))])
    var facts: [ChannelID: ChannelFacts] = [:]
    for row in rows {
      facts[ChannelID(stored: try row.text(0))] = ChannelFacts(
        head: try row.bigint(1), memberCount: Int(try row.bigint(2)))
    }
    return facts
  }

  /// Joins coalesced receipts; see the port.
  ///
  /// Every membership has its row from the start (the trigger `memberships_have_positions`), so this is an update in place
  /// of rows found by their key: one look-up a row, and no index changes.
  public func record(_ reads: [CoalescedReceipts]) async throws -> ReceiptOutcome {
    guard !reads.isEmpty else { return ReceiptOutcome() }
    return try await pool.transaction { session throws(PostgresError) in
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
      return outcome
    }
  }

  /// Raises rows in the order of the parameters.
  static let raise = """
    UPDATE read_positions r SET seq = greatest(r.seq, b.seq),
      epoch = greatest(r.epoch, b.epoch),
      marker_seq = CASE
        WHEN b.epoch > r.epoch THEN b.marker_seq
        WHEN b.epoch = r.epoch THEN greatest(r.marker_seq, b.marker_seq)
        ELSE r.marker_seq END
    FROM unnest($1, $2, $3, $4, $5) WITH ORDINALITY AS b (user_id, channel_id, seq, epoch, marker_seq, number)
    WHERE r.user_id = b.user_id AND r.channel_id = b.channel_id
      AND (b.seq > r.seq OR (b.epoch, b.marker_seq) > (r.epoch, r.marker_seq))
    RETURNING b.number, r.seq = b.seq AND b.seq > 0
    """

  static func parameters(_ reads: [CoalescedReceipts]) -> [PostgresValue] {
    [
      .textArray(reads.map(\.key.user.rawValue)), .textArray(reads.map(\.key.channel.rawValue)),
      .bigintArray(reads.map(\.state.position)), .bigintArray(reads.map(\.state.marker.epoch)),
      .bigintArray(reads.map(\.state.marker.seq)),
    ]
  }

  /// Those among `indices` that have no row, with the reason.
  private static func strangers(
    _ indices: [Int], of reads: [CoalescedReceipts], _ session: PostgresSession
  ) throws(PostgresError) -> [Int: Rejection] {
    let rows = try session.query(
      """
      SELECT k.number, u.id IS NOT NULL
      FROM unnest($1, $2) WITH ORDINALITY AS k (user_id, channel_id, number)
      LEFT JOIN read_positions r ON r.user_id = k.user_id AND r.channel_id = k.channel_id
      LEFT JOIN users u ON u.id = k.user_id
      WHERE r.user_id IS NULL
      """,
      [
        .textArray(indices.map { reads[$0].key.user.rawValue }),
        .textArray(indices.map { reads[$0].key.channel.rawValue }),
      ])
    var refused: [Int: Rejection] = [:]
    for row in rows {
      let index = indices[Int(try row.bigint(0)) - 1]
      let key = reads[index].key
      refused[index] = try row.boolean(1) ? .notAMember(key) : .unknownUser(key.user.rawValue)
    }
    return refused
  }
}
