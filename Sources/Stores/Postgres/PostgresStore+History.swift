import ChatModel
import Postgres

extension PostgresStore: History {
  /// The channels of a user; see the port.
  public func channels(of user: UserID) async throws -> [ChannelInfo] {
    let rows = try await pool.query(
      """
      SELECT c.id, c.topic, c.member_count, c.head, m.join_floor, m.muted, c.read_only, n.sent_at
      FROM memberships m JOIN channels c ON c.id = m.channel_id
        LEFT JOIN messages n ON n.channel_id = c.id AND n.seq = c.head
      WHERE m.user_id = $1 ORDER BY c.id
      """, [.text(user.rawValue)])
    var channels: [ChannelInfo] = []
    for row in rows {
      channels.append(
        ChannelInfo(
          id: ChannelID(stored: try row.text(0)), topic: try row.text(1), memberCount: Int(try row.bigint(2)),
          head: try row.bigint(3), floor: try row.bigint(4), muted: try row.boolean(5),
          readOnly: try row.boolean(6),
          lastMessageAt: try row.optionalTimestamp(7).map { Timestamp(milliseconds: $0 / 1_000) }))
    }
    return channels
  }

  /// Stored messages by their seqs; see the port.
  public func messages(in channel: ChannelID, seqs: ClosedRange<Seq>) async throws -> [Message] {
    try await pool.query(
      """
      SELECT \(Self.messageColumns) FROM messages
      WHERE channel_id = $1 AND seq BETWEEN $2 AND $3 ORDER BY seq
      """, [.text(channel.rawValue), .bigint(seqs.lowerBound), .bigint(seqs.upperBound)]
    ).map { try $0.message() }
  }

  /// Full-text search; see the port.
  ///
  /// Words are matched without stemming, in any language. PostgreSQL itself takes the text apart, the same way as for the
  /// index `messages_words`, and quotes the lexemes, so nothing that is typed is ever read as a query's syntax. Of
  /// what is typed last, every lexeme that reaches its end is a prefix: for `error-ra` these are `error-ra` and `ra`.
  public func search(
    _ query: String, by user: UserID, in channel: ChannelID?, most: Int
  ) async throws -> [Message] {
    guard let words = SearchWords(query) else { return [] }
    return try await pool.query(
      """
      SELECT \(Self.messageColumns) FROM messages
      WHERE to_tsvector('simple', body) @@ (plainto_tsquery('simple', $1) && (
          SELECT coalesce(string_agg(array_to_tsvector(ARRAY[lexeme])::text
            || CASE WHEN right(lower($2), length(lexeme)) = lexeme THEN ':*' ELSE '' END, ' & '), '')::tsquery
          FROM unnest(to_tsvector('simple', $2))))
        AND channel_id IN (SELECT channel_id FROM memberships WHERE user_id = $3)
        AND ($4 = '' OR channel_id = $4)
      ORDER BY sent_at DESC, channel_id, seq DESC LIMIT $5
      """,
      [
        .text(words.whole), .text(words.last), .text(user.rawValue), .text(channel?.rawValue ?? ""),
        .bigint(Int64(max(0, most))),
      ]
    ).map { try $0.message() }
  }

  /// The read positions of a small channel's members; see the port.
  public func readPositions(in channel: ChannelID) async throws -> [UserID: Seq] {
    let rows = try await pool.query(
      """
      SELECT r.user_id, r.seq FROM memberships m JOIN read_positions r USING (user_id, channel_id)
      WHERE m.channel_id = $1 AND r.seq > 0
        AND (SELECT member_count FROM channels WHERE id = $1) <= \(ChannelInfo.mostSeenBy)
      """, [.text(channel.rawValue)])
    var positions: [UserID: Seq] = [:]
    for row in rows {
      positions[UserID(stored: try row.text(0))] = try row.bigint(1)
    }
    return positions
  }

  /// The handles of a channel's members; see the port.
  public func memberNames(of channel: ChannelID, most: Int) async throws -> [UserID] {
    try await pool.query(
      "SELECT user_id FROM memberships WHERE channel_id = $1 ORDER BY user_id LIMIT $2",
      [.text(channel.rawValue), .bigint(Int64(most))]
    ).map { UserID(stored: try $0.text(0)) }
  }

  /// Mutes or unmutes a channel for a user.
  public func setMuted(_ muted: Bool, _ key: UserChannel) async throws {
    try await pool.query(
      "UPDATE memberships SET muted = $3 WHERE user_id = $1 AND channel_id = $2",
      [.text(key.user.rawValue), .text(key.channel.rawValue), .boolean(muted)])
  }
}
