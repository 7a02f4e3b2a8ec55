import ChatModel
import Measure
import Postgres
import Simulation

/// Asks, when everything is quiet, whether a single count or event was wrong: the system against itself, and against the
/// ledger.
///
/// Only the run's own users are asked for: on a system of others, others answer for theirs.
struct SimulationCheck: Sendable {
  let backends: Backends
  let population: Population
  /// What was sent, and what was acknowledged.
  let ledger: Ledger

  /// Compares everything.
  /// - Parameter patience: How long the server may take to come to rest.
  func run(patience: Duration) async throws -> [Verdict] {
    let counts = try await counts(patience: patience)
    let found = try await findings()
    return [
      counts,
      Verdict(
        name: "messages", holds: found.posts.isClean && found.gaps == 0,
        sentence: """
          \(ledger.acknowledgedPosts.count) messages acknowledged, \(found.storedPosts) stored: \(found.posts.lost) lost, \
          \(found.posts.doubled) doubled, \(found.posts.invented) invented, \(found.gaps) channels with a gap
          """),
      Verdict(
        name: "receipts", holds: found.lostReads + found.inventedReads == 0,
        sentence: """
          the acknowledged receipts of \(ledger.acknowledgedSlots) memberships compared with the read positions: \
          \(found.lostReads) lost, \(found.inventedReads) invented
          """),
    ]
  }

  /// Whether every count of the run's users is right.
  func counts(patience: Duration) async throws -> Verdict {
    let users = (0..<population.plan.users).map(population.user)
    return try await BenchChecks(backends: backends).counts(of: users, patience: patience)
  }

  /// Compares the database with the ledger.
  func findings() async throws -> LedgerFindings {
    let pool = backends.pool(name: "dogear-simulate-check", connections: 1)
    defer { Task { await pool.close() } }
    var found = LedgerFindings()
    try await comparePosts(pool, &found)
    try await compareReads(pool, &found)
    return found
  }

  private func comparePosts(_ pool: PostgresPool, _ found: inout LedgerFindings) async throws {
    for row in try await pool.query(
      """
      SELECT c.head - $2 - (SELECT count(*) FROM messages m WHERE m.channel_id = c.id)
      FROM channels c WHERE c.id LIKE $1 OR c.id LIKE $3
      """,
      [
        .text("\(population.run)-%"), .bigint(Seq(population.plan.history)), .text("dm.\(population.run)-%"),
      ])
    where try row.bigint(0) != 0 { found.gaps += 1 }
    let rows = try await pool.query(
      "SELECT client_id FROM messages WHERE client_id LIKE $1", [.text("\(population.run)-p%")])
    let numbers = try rows.compactMap { population.number(ofPost: try $0.text(0)) }
    found.posts = ledger.check(posts: numbers)
    found.storedPosts = numbers.count
  }

  private func compareReads(_ pool: PostgresPool, _ found: inout LedgerFindings) async throws {
    var acknowledged = 0
    for row in try await pool.query(
      """
      SELECT r.user_id, r.channel_id, r.seq, r.epoch, r.marker_seq,
        coalesce((SELECT max(m.seq) FROM messages m
          WHERE m.author_id = r.user_id AND m.channel_id = r.channel_id), 0)
      FROM read_positions r WHERE r.user_id LIKE $1
      """, [.text("\(population.run)-%")])
    {
      let key = UserChannel(UserID(stored: try row.text(0)), ChannelID(stored: try row.text(1)))
      guard let user = population.number(of: key.user), let channel = population.number(of: key.channel),
        let slot = population.slot(of: user, in: channel)
      else { continue }
      if ledger.hasAcknowledged(slot: slot) { acknowledged += 1 }
      let state = ReadState(
        position: try row.bigint(2), marker: ReadMarker(epoch: try row.bigint(3), seq: try row.bigint(4)))
      switch ledger.check(state, slot: slot, own: try row.bigint(5)) {
      case .lost: found.lostReads += 1
      case .invented: found.inventedReads += 1
      case nil: break
      }
    }
    found.lostReads += ledger.acknowledgedSlots - acknowledged
  }
}
