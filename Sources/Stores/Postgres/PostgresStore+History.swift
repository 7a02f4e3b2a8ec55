import ChatModel
import Postgres

extension PostgresStore: History {
  /// The channels of a user; see the port.
  public func channels(of user: UserID) async throws -> [ChannelInfo] {
    let rows = try await pool.query(
      """
      SELECT c.id, c.topic, c.member_count, c.head, m.join_floor, m.attention, c.read_only, n.sent_at,
        c.private, m.rights, m.hears_everyone, m.hides_reads
      FROM memberships m JOIN channels c ON c.id = m.channel_id
        LEFT JOIN messages n ON n.channel_id = c.id AND n.seq = c.head
      WHERE m.user_id = $1 ORDER BY c.id
      """, [.text(user.rawValue)])
    var channels: [ChannelInfo] = []
    for row in rows {
      channels.append(
        ChannelInfo(
          id: ChannelID(stored: try row.text(0)), topic: try row.text(1), memberCount: Int(try row.bigint(2)),
          head: try row.bigint(3), floor: try row.bigint(4),
          attention: Attention(rawValue: try row.bigint(5)) ?? .everything,
          hearsEveryone: try row.boolean(10),
          hidesReads: try row.boolean(11), readOnly: try row.boolean(6), isPrivate: try row.boolean(8),
          rights: Rights(rawValue: try row.bigint(9)),
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
      WHERE m.channel_id = $1 AND r.seq > 0 AND NOT m.hides_reads
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

  /// The public channels; see the port.
  public func publicChannels(for user: UserID) async throws -> [ChannelSummary] {
    let rows = try await pool.query(
      """
      SELECT c.id, c.topic, c.member_count, m.user_id IS NOT NULL FROM channels c
      LEFT JOIN memberships m ON m.user_id = $1 AND m.channel_id = c.id
      WHERE NOT c.private ORDER BY c.id LIMIT \(ChannelSummary.most)
      """, [.text(user.rawValue)])
    return try rows.map { row throws(PostgresError) in
      ChannelSummary(
        id: ChannelID(stored: try row.text(0)), topic: try row.text(1), memberCount: Int(try row.bigint(2)),
        isMember: try row.boolean(3))
    }
  }

  /// How often a user has come and gone; see the port.
  public func turn(of key: UserChannel) async throws -> Int64 {
    let rows = try await pool.query(
      """
      SELECT coalesce(
        (SELECT turn FROM memberships WHERE user_id = $1 AND channel_id = $2),
        (SELECT turn FROM departures WHERE user_id = $1 AND channel_id = $2), 0)
      """, [.text(key.user.rawValue), .text(key.channel.rawValue)])
    return try rows.first?.bigint(0) ?? 0
  }

  /// Sets what in a channel calls for a user.
  public func setAttention(_ attention: Attention, _ key: UserChannel) async throws {
    try await pool.query(
      "UPDATE memberships SET attention = $3 WHERE user_id = $1 AND channel_id = $2",
      [.text(key.user.rawValue), .text(key.channel.rawValue), .bigint(attention.rawValue)])
  }

  /// Sets whether `@channel` counts for a user.
  public func setHearsEveryone(_ hears: Bool, _ key: UserChannel) async throws {
    try await pool.query(
      "UPDATE memberships SET hears_everyone = $3 WHERE user_id = $1 AND channel_id = $2",
      [.text(key.user.rawValue), .text(key.channel.rawValue), .boolean(hears)])
  }

  /// Sets whether others see what a user has read; see the port.
  public func setHidesReads(_ hides: Bool, _ user: UserID, in channel: ChannelID?) async throws {
    let name = PostgresValue.text(user.rawValue)
    guard let channel else {
      try await pool.transaction { session throws(PostgresError) in
        try session.query("UPDATE users SET hides_reads = $2 WHERE id = $1", [name, .boolean(hides)])
        try session.query(
          "UPDATE memberships SET hides_reads = $2 WHERE user_id = $1", [name, .boolean(hides)])
      }
      return
    }
    try await pool.query(
      "UPDATE memberships SET hides_reads = $3 WHERE user_id = $1 AND channel_id = $2",
      [name, .text(channel.rawValue), .boolean(hides)])
  }

  /// Who has read a message; see the port.
  ///
  /// Looks at all members, once for each question: nothing is kept for it, so receipts in a channel of any size cost the same.
  public func readers(of seq: Seq, in channel: ChannelID) async throws -> ReadBy {
    let rows = try await pool.query(
      """
      SELECT m.user_id, count(*) OVER (), (SELECT member_count FROM channels WHERE id = $1)
      FROM memberships m JOIN read_positions r USING (user_id, channel_id)
      WHERE m.channel_id = $1 AND r.seq >= $2 AND NOT m.hides_reads
      ORDER BY m.user_id LIMIT \(ReadBy.most)
      """, [.text(channel.rawValue), .bigint(seq)])
    return ReadBy(
      count: Int(try rows.first?.bigint(1) ?? 0), members: Int(try rows.first?.bigint(2) ?? 0),
      names: try rows.map { row throws(PostgresError) in UserID(stored: try row.text(0)) })
  }
}
