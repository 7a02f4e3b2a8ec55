import ChatModel
import Postgres

extension PostgresStore: MessageStore {
  /// Numbers and stores a batch; see the port.
  public func number(
    _ batch: [IncomingMessage],
    decide: @escaping @Sendable ([IncomingMessage], NumberingFacts) -> NumberingPlan
  ) async throws -> NumberingOutcome {
    guard !batch.isEmpty else {
      return NumberingOutcome(plan: NumberingPlan(), reads: [:], memberVersions: [:])
    }
    let outcome = try await pool.transaction { session throws(PostgresError) in
      var (facts, versions) = try Self.lockAndLearn(batch, session)
      let plan = decide(batch, facts)
      try Self.create(plan.created, session)
      try Self.insert(plan.accepted, session)
      try Self.move(plan.memberships, session)
      try Self.change(plan, session)
      let reads = try Self.readBySending(plan, session)
      versions.merge(try Self.countMembers(of: plan, session)) { $1 }
      let channels = plan.channels
      return NumberingOutcome(
        plan: plan, reads: reads, memberVersions: versions.filter { channels.contains($0.key) })
    }
    if !outcome.plan.departed.isEmpty {
      let keys = KeyColumns(outcome.plan.departed.keys)
      try await pool.query(Self.forgetDeparted, [keys.users, keys.channels])
    }
    return outcome
  }

  /// Locks the channels' rows in order, so that writers take turns and cannot deadlock, and only then reads: what
  /// another writer stored meanwhile is seen.
  private static func lockAndLearn(
    _ batch: [IncomingMessage], _ session: PostgresSession
  ) throws(PostgresError) -> (NumberingFacts, [ChannelID: Int64]) {
    var facts = NumberingFacts()
    var versions: [ChannelID: Int64] = [:]
    let locked = try session.query(
      """
      SELECT id, head, members_version, private, read_only, topic, member_count FROM channels WHERE id = ANY ($1)
      ORDER BY id FOR NO KEY UPDATE
      """, [.textArray(Set(batch.map(\.event.channel.rawValue)).sorted())])
    for row in locked {
      let channel = ChannelID(stored: try row.text(0))
      facts.rooms[channel] = NumberingFacts.Room(
        head: try row.bigint(1), isPrivate: try row.boolean(3), readOnly: try row.boolean(4),
        topic: try row.text(5), memberCount: Int(try row.bigint(6)))
      versions[channel] = try row.bigint(2)
    }
    let named = KeyColumns(
      Set(batch.flatMap { incoming in incoming.event.people.map { UserChannel($0, incoming.event.channel) } })
    )
    let known = try session.query(
      """
      SELECT k.user_id, k.channel_id, u.id IS NOT NULL, m.user_id IS NOT NULL, coalesce(m.rights, 0),
        coalesce(m.turn, d.turn, 0)
      FROM unnest($1, $2) AS k (user_id, channel_id)
      LEFT JOIN users u ON u.id = k.user_id
      LEFT JOIN memberships m ON m.user_id = k.user_id AND m.channel_id = k.channel_id
      LEFT JOIN departures d ON d.user_id = k.user_id AND d.channel_id = k.channel_id
      """, [named.users, named.channels])
    for row in known {
      let key = try row.key()
      if try row.boolean(2) { facts.users.insert(key.user) }
      if try row.boolean(3) { facts.members[key] = Rights(rawValue: try row.bigint(4)) }
      facts.turns[key] = try row.bigint(5)
    }
    let stored = try session.query(
      "SELECT \(messageColumns) FROM messages WHERE client_id = ANY ($1)",
      [.textArray(batch.map(\.event.id))])
    for row in stored {
      let message = try row.message()
      facts.stored[message.id] = message
    }
    facts.targets = try targets(of: batch, session)
    return (facts, versions)
  }

  /// The messages that the batch wants to change.
  private static func targets(
    of batch: [IncomingMessage], _ session: PostgresSession
  ) throws(PostgresError) -> [ChannelID: [Seq: Message]] {
    let events = batch.lazy.map(\.event).filter { $0.target != nil }
    guard !events.isEmpty else { return [:] }
    var targets: [ChannelID: [Seq: Message]] = [:]
    let rows = try session.query(
      """
      SELECT \(messageColumns) FROM messages JOIN unnest($1, $2) AS k (channel_id, seq) USING (channel_id, seq)
      """, [.textArray(events.map(\.channel.rawValue)), .bigintArray(events.compactMap(\.target))])
    for row in rows {
      let message = try row.message()
      targets[message.channel, default: [:]][message.seq] = message
    }
    return targets
  }

  private static func insert(_ messages: [Message], _ session: PostgresSession) throws(PostgresError) {
    guard !messages.isEmpty else { return }
    try session.query(
      """
      INSERT INTO messages (channel_id, seq, client_id, author_id, sent_at, mentions, body, kind)
      SELECT channel_id, seq, client_id, author_id, sent_at, string_to_array(mentions, ' '), body, kind
      FROM unnest($1, $2, $3, $4, $5, $6, $7, $8)
        AS b (channel_id, seq, client_id, author_id, sent_at, mentions, body, kind)
      """,
      [
        .textArray(messages.map(\.channel.rawValue)), .bigintArray(messages.map(\.seq)),
        .textArray(messages.map(\.id)), .textArray(messages.map(\.author.rawValue)),
        .timestampArray(messages.map { $0.sentAt.milliseconds * 1_000 }),
        .textArray(messages.map(mentionWords)), .textArray(messages.map(\.body)),
        .textArray(messages.map(\.kind.rawValue)),
      ])
    let heads = Dictionary(messages.map { ($0.channel, $0.seq) }, uniquingKeysWith: max)
      .sorted { $0.key < $1.key }
    try session.query(
      "UPDATE channels c SET head = b.head FROM unnest($1, $2) AS b (id, head) WHERE c.id = b.id",
      [.textArray(heads.map(\.key.rawValue)), .bigintArray(heads.map(\.value))])
  }

  /// The users named and `*` for everyone, as the column keeps them.
  private static func mentionWords(_ message: Message) -> String {
    let users = message.mentions.users.sorted().map(\.rawValue)
    return (users + (message.mentions.everyone ? ["*"] : [])).joined(separator: " ")
  }

  /// Sending a message is also a read of it by its author, in whatever epoch the author is at that moment.
  ///
  /// It is decided here, once, in the transaction that numbers the message; a repeat only looks up what came
  /// of it.
  private static func readBySending(
    _ plan: NumberingPlan, _ session: PostgresSession
  ) throws(PostgresError) -> [UserChannel: ReadState] {
    let sent = Dictionary(
      plan.accepted.lazy.filter { $0.kind == .text }.map { (UserChannel($0.author, $0.channel), $0.seq) },
      uniquingKeysWith: max)
    if !sent.isEmpty {
      let columns = KeyColumns(sent.keys)
      try session.query(
        """
        UPDATE read_positions r SET seq = greatest(r.seq, b.seq), marker_seq = greatest(r.marker_seq, b.seq)
        FROM unnest($1, $2, $3) AS b (user_id, channel_id, seq)
        WHERE r.user_id = b.user_id AND r.channel_id = b.channel_id AND (r.seq < b.seq OR r.marker_seq < b.seq)
        """, [columns.users, columns.channels, .bigintArray(columns.keys.map { sent[$0] ?? 0 })])
    }
    let said = (plan.accepted + plan.repeated).lazy.filter { !$0.kind.isLine }
    let authors = Set(said.map { UserChannel($0.author, $0.channel) })
    return try readStates(of: authors, session)
  }

  /// The stored read states of those keys that have one.
  static func readStates(
    of keys: some Sequence<UserChannel>, _ session: PostgresSession
  ) throws(PostgresError) -> [UserChannel: ReadState] {
    let columns = KeyColumns(keys)
    guard !columns.keys.isEmpty else { return [:] }
    let rows = try session.query(
      """
      SELECT user_id, channel_id, r.seq, r.epoch, r.marker_seq
      FROM read_positions r JOIN unnest($1, $2) AS k (user_id, channel_id) USING (user_id, channel_id)
      """, [columns.users, columns.channels])
    var states: [UserChannel: ReadState] = [:]
    for row in rows {
      states[try row.key()] = try row.readState(2)
    }
    return states
  }

  /// The members of channels; see the port.
  public func memberLists(of channels: [ChannelID]) async throws -> [ChannelID: MemberList] {
    // One statement sees the lists as of the versions.
    let rows = try await pool.query(
      """
      SELECT c.id, c.version, m.user_id, m.join_floor
      FROM (
        SELECT k.id, coalesce(c.members_version, 0) AS version,
          coalesce(sum(c.member_count) OVER (ORDER BY k.id ROWS UNBOUNDED PRECEDING) - c.member_count, 0) AS before
        FROM unnest($1) AS k (id) LEFT JOIN channels c USING (id)) c
      LEFT JOIN memberships m ON m.channel_id = c.id
      WHERE c.before < $2
      """,
      [.textArray(Set(channels.map(\.rawValue)).sorted()), .bigint(Int64(MemberList.mostAtOnce))])
    var lists: [ChannelID: MemberList] = [:]
    for row in rows {
      let channel = ChannelID(stored: try row.text(0))
      if lists[channel] == nil { lists[channel] = MemberList(version: try row.bigint(1), members: []) }
      guard let user = try row.optionalText(2) else { continue }
      lists[channel]?.members.append(Member(user: UserID(stored: user), floor: try row.bigint(3)))
    }
    return lists
  }

  /// The versions of member lists; see the port.
  public func memberVersions(of channels: [ChannelID]) async throws -> [ChannelID: Int64] {
    let rows = try await pool.query(
      "SELECT id, members_version FROM channels WHERE id = ANY ($1)", [.textArray(channels.map(\.rawValue))])
    var versions: [ChannelID: Int64] = [:]
    for row in rows { versions[ChannelID(stored: try row.text(0))] = try row.bigint(1) }
    return versions
  }
}
