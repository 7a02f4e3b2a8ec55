import ChatModel
import Postgres

/// What a batch changes besides new messages, each kind with one statement: channels, comings and goings, topics, and
/// messages that are edited or deleted.
extension PostgresStore {
  static func create(_ channels: [NewChannel], _ session: PostgresSession) throws(PostgresError) {
    guard !channels.isEmpty else { return }
    let channels = channels.sorted { $0.id < $1.id }
    try session.query(
      "INSERT INTO channels (id, topic, read_only, private) SELECT * FROM unnest($1, $2, $3, $4)",
      [
        .textArray(channels.map(\.id.rawValue)), .textArray(channels.map(\.topic)),
        .booleanArray(channels.map(\.readOnly)),
        .booleanArray(channels.map { $0.isPrivate || $0.id.isDirect }),
      ])
  }

  /// Lets members go, then in, and sets what they may do.
  ///
  /// Who left and came again in one batch is taken out first: read position, snapshot and floor are those of a newcomer.
  static func move(
    _ memberships: [UserChannel: Membership], _ session: PostgresSession
  ) throws(PostgresError) {
    guard !memberships.isEmpty else { return }
    let gone = KeyColumns(memberships.lazy.filter { !$0.value.isMember || $0.value.floor != nil }.map(\.key))
    try session.query(
      "DELETE FROM memberships WHERE (user_id, channel_id) IN (SELECT * FROM unnest($1, $2))",
      [gone.users, gone.channels])
    let columns = KeyColumns(memberships.keys)
    let ordered = columns.keys.compactMap { memberships[$0] }
    try session.query(
      """
      INSERT INTO departures AS d (user_id, channel_id, turn, epoch)
      SELECT user_id, channel_id, turn, 0 FROM unnest($1, $2, $3) AS b (user_id, channel_id, turn)
      WHERE turn % 2 = 0
      ON CONFLICT (user_id, channel_id) DO UPDATE SET turn = greatest(d.turn, excluded.turn)
      """, [columns.users, columns.channels, .bigintArray(ordered.map(\.turn))])
    try session.query(
      """
      INSERT INTO memberships AS m (user_id, channel_id, join_floor, rights, turn)
      SELECT user_id, channel_id, floor, rights, turn
      FROM unnest($1, $2, $3, $4, $5) AS b (user_id, channel_id, floor, rights, turn) WHERE turn % 2 = 1
      ON CONFLICT (user_id, channel_id) DO UPDATE SET rights = excluded.rights
      """,
      [
        columns.users, columns.channels, .bigintArray(ordered.map { $0.floor ?? 0 }),
        .bigintArray(ordered.map(\.rights.rawValue)), .bigintArray(ordered.map(\.turn)),
      ])
  }

  /// Sets topics, and replaces what was edited or deleted.
  static func change(_ plan: NumberingPlan, _ session: PostgresSession) throws(PostgresError) {
    if !plan.topics.isEmpty {
      let topics = plan.topics.sorted { $0.key < $1.key }
      try session.query(
        "UPDATE channels c SET topic = b.topic FROM unnest($1, $2) AS b (id, topic) WHERE c.id = b.id",
        [.textArray(topics.map(\.key.rawValue)), .textArray(topics.map(\.value))])
    }
    let messages = plan.changed.values.flatMap(\.values).sorted {
      ($0.channel, $0.seq) < ($1.channel, $1.seq)
    }
    guard !messages.isEmpty else { return }
    try session.query(
      """
      UPDATE messages m SET body = b.body, kind = b.kind,
        mentions = CASE WHEN b.kind = 'deleted' THEN '{}' ELSE m.mentions END
      FROM unnest($1, $2, $3, $4) AS b (channel_id, seq, body, kind)
      WHERE m.channel_id = b.channel_id AND m.seq = b.seq AND (m.body, m.kind) <> (b.body, b.kind)
      """,
      [
        .textArray(messages.map(\.channel.rawValue)), .bigintArray(messages.map(\.seq)),
        .textArray(messages.map(\.body)), .textArray(messages.map(\.kind.rawValue)),
      ])
  }

  /// Counts the members of the channels whose lists have changed.
  /// - Returns: The new versions of the lists.
  static func countMembers(
    of plan: NumberingPlan, _ session: PostgresSession
  ) throws(PostgresError) -> [ChannelID: Int64] {
    let channels = plan.changedLists.sorted()
    guard !channels.isEmpty else { return [:] }
    let rows = try session.query(
      """
      UPDATE channels c SET members_version = members_version + 1,
        member_count = (SELECT count(*) FROM memberships m WHERE m.channel_id = c.id)
      WHERE id = ANY ($1) RETURNING id, members_version
      """, [.textArray(channels.map(\.rawValue))])
    var versions: [ChannelID: Int64] = [:]
    for row in rows { versions[ChannelID(stored: try row.text(0))] = try row.bigint(1) }
    return versions
  }
}
