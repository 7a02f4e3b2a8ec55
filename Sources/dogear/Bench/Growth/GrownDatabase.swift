import Assets
import ChatModel
import ChatServer
import Postgres
import Stores

/// A database with so many memberships, messages, read positions and snapshots.
struct GrownDatabase: Sendable {
  let town: BenchTown
  /// For what fills the tables; the store has connections of its own.
  private let pool: PostgresPool
  private let measured: PostgresPool

  /// Channels of fifty people with fifty messages, ten channels a person: as many messages as memberships.
  private static let members = 50
  private static let channelsPerUser = 10
  private static let messages: Seq = 50

  /// What a size is rounded up to.
  static let unit = members * channelsPerUser

  private init(town: BenchTown, url: String, name: String) {
    self.town = town
    pool = PostgresPool(url, name: name, size: 1)
    measured = PostgresPool(url, name: "\(name)-measured", size: 1, options: PostgresStore.options)
  }

  /// Makes a database of its own on the server.
  static func create(memberships: Int, on server: PostgresPool, url: String) async throws -> GrownDatabase {
    let town = BenchTown(
      name: "grown", members: members, channelsPerUser: channelsPerUser,
      groups: (memberships + unit - 1) / unit, head: messages)
    let name = "grown_\(town.memberships)"
    try await server.query("CREATE DATABASE \(name)")
    let database = GrownDatabase(
      town: town, url: url.replacing("///dogear?", with: "///\(name)?"), name: name)
    try await PostgresStore(database.pool).migrate(Assets.schema)
    try await database.fill()
    return database
  }

  private func fill() async throws {
    let keys = try await foreignKeys()
    // Looked up row by row they would take longer than all the rest; they are checked at once when they come back.
    for key in keys { try await pool.query("ALTER TABLE \(key.table) DROP CONSTRAINT \(key.name)") }
    try await town.create(pool)
    try await pool.query(
      """
      INSERT INTO messages (channel_id, seq, client_id, author_id, sent_at, body)
      SELECT m.channel_id, n, m.channel_id || '-' || n, m.user_id, now(), 'message ' || n
      FROM (SELECT channel_id, min(user_id) AS user_id FROM memberships GROUP BY channel_id) m,
        generate_series(1, $1) n
      ORDER BY 1, 2
      """, [.bigint(Self.messages)])
    try await pool.query(
      """
      INSERT INTO unread_snapshots (user_id, channel_id, head, epoch, read_up_to, unread, mentions)
      SELECT user_id, channel_id, 0, 0, 0, 0, 0 FROM memberships
      """)
    for key in keys {
      try await pool.query("ALTER TABLE \(key.table) ADD CONSTRAINT \(key.name) \(key.definition)")
    }
    // What has just been written is tidied up now, and not while something is measured.
    try await pool.execute(script: "VACUUM (ANALYZE)")
    try await pool.execute(script: "CHECKPOINT")
  }

  private func foreignKeys() async throws -> [(table: String, name: String, definition: String)] {
    try await pool.query(
      """
      SELECT conrelid::regclass::text, conname::text, pg_get_constraintdef(oid) FROM pg_constraint
      WHERE contype = 'f'
      """
    ).map { (try $0.text(0), try $0.text(1), try $0.text(2)) }
  }

  /// What the server does with a batch.
  enum Work: String, CaseIterable, Sendable {
    case receipt, message, snapshot
  }

  /// Does a batch for these memberships, and returns how long it took.
  /// - Parameter round: Higher than in the last round, so that there is something to be written.
  func perform(_ work: Work, on memberships: [Int], round: Int) async throws -> Duration {
    let store = PostgresStore(measured)
    let keys = memberships.map(town.membership)
    switch work {
    case .receipt:
      let batch = try keys.map { try ReceiptEvent($0, .read, seq: Seq(round) + 1, epoch: 0) }
      return try await Self.time {
        let known = try await store.facts(of: Set(batch.map(\.key.channel)))
        _ = try await store.record(
          ReceiptJudgement.plan(batch, known.facts).reads, judgedAt: known.age)
      }
    case .message:
      let batch = try memberships.enumerated().map { index, membership in
        // Somebody else: who sends has read what the receipts of the next rounds are about.
        let (user, channel) = (membership / Self.channelsPerUser ^ 1, membership % Self.channelsPerUser)
        let key = town.membership(user * Self.channelsPerUser + channel)
        return IncomingMessage(
          event: try MessageEvent(
            id: "\(key.channel)-\(round)-\(index)", channel: key.channel, author: key.user,
            body: "message number \(index), as long as people write"),
          sentAt: SystemClock().now())
      }
      return try await Self.time { _ = try await store.number(batch, decide: MessageNumbering.plan) }
    case .snapshot:
      let batch = keys.map {
        Snapshot(
          key: $0, head: Seq(round) + 1, readUpTo: ReadMarker(), badge: Badge(unread: round + 1))
      }
      return try await Self.time { try await store.save(batch) }
    }
  }

  private static func time(_ body: () async throws -> Void) async throws -> Duration {
    let start = ContinuousClock.now
    try await body()
    return ContinuousClock.now - start
  }

  func close() async {
    await pool.close()
    await measured.close()
  }
}
