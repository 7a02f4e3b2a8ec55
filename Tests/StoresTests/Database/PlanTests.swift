import ChatModel
import Postgres
import Stores
import Testing

/// What is done for every message, receipt and snapshot finds its rows by index: its cost must not grow with the tables.
@Suite(.timeLimit(.minutes(20))) struct PlanTests {
  /// What the planner knows of the tables.
  enum Knowledge: String, CaseIterable, CustomTestStringConvertible {
    case everything
    case nothing
    /// The statements were planned when there was next to nothing in the tables.
    case outdated

    var testDescription: String { rawValue }
  }

  private static let tables: Set = [
    "users", "channels", "memberships", "messages", "read_positions", "unread_snapshots", "departures",
  ]
  /// Users, and channels; every user is in two channels, and every channel has two messages.
  private static let size = 20_000
  private static let few = 1...20

  @Test("No statement on the way scans a table, or is compiled", arguments: Knowledge.allCases)
  func plans(_ knowledge: Knowledge) async throws {
    try await Servers.shared.value.withPostgresDatabase { database in
      let log = PlanLog()
      // A connection for small batches and one for full ones: what is planned for either serves the other, too.
      let pools = [10, 8_000].map { (most: $0, pool: log.pool(database.url)) }
      let filling = PostgresPool(database.url, name: "filling", size: 1)
      // What is known is to be what the case says. Where autovacuum had just looked at next to nothing, some statements read
      // an index from end to end until it looks again, a minute later.
      for table in Self.tables.sorted() {
        try await filling.execute(script: "ALTER TABLE \(table) SET (autovacuum_enabled = off)")
      }
      try await fill(Self.few, filling)
      if knowledge == .outdated {
        for (most, pool) in pools { try await work(Self.few, most, "early", PostgresStore(pool)) }
      }
      try await fill(Self.few.upperBound + 1...Self.size, filling)
      if knowledge == .everything { try await filling.execute(script: "ANALYZE") }
      log.clear()
      for (most, pool) in pools { try await work(1...Self.size, most, "late", PostgresStore(pool)) }
      #expect(log.count > 100)
      #expect(log.scans(of: Self.tables) == [])
      #expect(log.compiled == [])
      for pool in pools.map(\.pool) + [filling] { await pool.close() }
    }
  }

  /// Founds channels, each with the user of its own number and the one before.
  private func fill(_ numbers: ClosedRange<Int>, _ pool: PostgresPool) async throws {
    let bounds: [PostgresValue] = [.bigint(Int64(numbers.lowerBound)), .bigint(Int64(numbers.upperBound))]
    let statements = [
      "INSERT INTO users SELECT 'user' || n FROM generate_series($1, $2) n",
      "INSERT INTO channels (id, head, member_count) SELECT 'room' || n, 2, 2 FROM generate_series($1, $2) n",
      """
      INSERT INTO memberships (user_id, channel_id, join_floor)
      SELECT 'user' || greatest(1, n - d), 'room' || n, 0
      FROM generate_series($1, $2) n, generate_series(0, 1) d ON CONFLICT DO NOTHING
      """,
      """
      INSERT INTO departures (user_id, channel_id, turn, epoch)
      SELECT 'user' || n, 'room' || n + 7, 2, 0 FROM generate_series($1, $2) n
      """,
      """
      INSERT INTO messages (channel_id, seq, client_id, author_id, sent_at, mentions, body)
      SELECT 'room' || n, s, n || '-' || s, 'user' || n, now(), ARRAY['user1'], 'hello'
      FROM generate_series($1, $2) n, generate_series(1, 2) s
      """,
      """
      INSERT INTO read_positions (user_id, channel_id, seq, epoch, marker_seq)
      SELECT 'user' || n, 'room' || n, 0, 0, 0 FROM generate_series($1, $2) n ON CONFLICT DO NOTHING
      """,
      """
      INSERT INTO unread_snapshots (user_id, channel_id, head, epoch, read_up_to, unread, mentions)
      SELECT 'user' || n, 'room' || n, 1, 0, 0, 1, 0 FROM generate_series($1, $2) n
      """,
    ]
    for statement in statements { try await pool.query(statement, bounds) }
  }

  /// Does what the server and clients do, so often that PostgreSQL has planned it for any values too.
  private func work(
    _ numbers: ClosedRange<Int>, _ most: Int, _ name: String, _ store: PostgresStore
  ) async throws {
    let keys = numbers.prefix(most).map { UserChannel(user($0), room($0)) }
    for turn in 0..<7 {
      let batch = try keys.prefix(500).map { key in
        try message("\(name)-\(most)-\(turn)-\(key.user)", key.user, key.channel, "@user1 and @channel")
      }
      _ = try await store.number(batch)
      _ = try await store.number(batch)
      let read = try keys.map { try ReceiptEvent($0, .read, seq: 1, epoch: 0) }
      let unread = try keys.prefix(10).map { try ReceiptEvent($0, .unread, seq: 2, epoch: Int64(turn) + 1) }
      _ = try await store.record(read + unread)
      try await store.save(
        keys.map { Snapshot(key: $0, head: 2, readUpTo: ReadMarker(), badge: Badge(unread: 2)) })
      // Older ones, so that it is asked whether what is there is ahead of the database.
      try await store.save(
        keys.prefix(10).map { Snapshot(key: $0, head: 1, readUpTo: ReadMarker(), badge: Badge(unread: 1)) })
      _ = try await store.counters(of: keys.prefix(10).map(\.user))
      _ = try await store.channels(of: user(turn + 1))
      _ = try await store.messages(in: room(turn + 1), seqs: 1...2)
      _ = try await store.memberLists(of: keys.prefix(10).map(\.channel))
      _ = try await store.readPositions(in: room(turn + 1))
      _ = try await store.counters(at: Array(keys.prefix(10)))
      _ = try await store.hiding(among: Array(keys.prefix(10)))
      _ = try await store.readers(of: 1, in: room(turn + 1))
      _ = try await store.memberNames(of: room(turn + 1), most: 10)
      _ = try await store.memberVersions(of: keys.prefix(10).map(\.channel))
      _ = try await store.grow()
      try await change(keys.dropFirst().prefix(10), "\(name)-\(most)-\(turn)", store)
    }
  }

  /// In each channel the other member goes and comes again, and the one edits a message and deletes another.
  private func change(_ keys: some Collection<UserChannel>, _ name: String, _ store: PostgresStore)
    async throws
  {
    var batch: [IncomingMessage] = []
    func add(_ number: Int, _ author: UserID, _ key: UserChannel, _ action: MessageEvent.Action) throws {
      let event = try MessageEvent(
        id: "\(name)-\(number)-\(key)", channel: key.channel, author: author, action)
      batch.append(IncomingMessage(event: event, sentAt: Timestamp(milliseconds: 1)))
    }
    for key in keys {
      let number = Int(key.channel.rawValue.dropFirst("room".count)) ?? 0
      let other = UserChannel(user(number - 1), key.channel)
      let turn = try await store.turn(of: other)
      try add(1, other.user, key, .leave(turn: turn + 1))
      try add(2, other.user, key, .join(turn: turn + 2))
      try add(3, key.user, key, .edit(1, body: "\(name) @user2"))
      try add(4, key.user, key, .delete(2))
    }
    let outcome = try await store.number(batch)
    #expect(outcome.plan.accepted.count >= 2 * keys.count, "they have gone and come")
  }

  private func user(_ number: Int) -> UserID { UserID(stored: "user\(number)") }
  private func room(_ number: Int) -> ChannelID { ChannelID(stored: "room\(number)") }
}
