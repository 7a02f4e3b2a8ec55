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
  let crew: Crew

  /// Compares everything.
  /// - Parameter patience: How long the server may take to come to rest.
  func run(patience: Duration) async throws -> [Verdict] {
    let pool = backends.pool(name: "dogear-simulate-check", connections: 2)
    let users = (0..<crew.population.plan.users).map(crew.population.user)
    let verdicts = [
      try await BenchChecks(backends: backends).counts(of: users, patience: patience),
      try await checkPosts(pool),
      try await checkReads(pool),
    ]
    await pool.close()
    return verdicts
  }

  private func checkPosts(_ pool: PostgresPool) async throws -> Verdict {
    let (population, ledger) = (crew.population, crew.ledger)
    var numbers: [Int] = []
    var gaps = 0
    for row in try await pool.query(
      """
      SELECT c.head - $2 - (SELECT count(*) FROM messages m WHERE m.channel_id = c.id)
      FROM channels c WHERE c.id LIKE $1 OR c.id LIKE $3
      """,
      [
        .text("\(population.run)-%"), .bigint(Seq(population.plan.history)), .text("dm.\(population.run)-%"),
      ])
    where try row.bigint(0) != 0 { gaps += 1 }
    for row in try await pool.query(
      "SELECT client_id FROM messages WHERE client_id LIKE $1", [.text("\(population.run)-p%")])
    {
      if let number = population.number(ofPost: try row.text(0)) { numbers.append(number) }
    }
    let faults = ledger.check(posts: numbers)
    return Verdict(
      name: "messages", holds: faults.isClean && gaps == 0,
      sentence: """
        \(ledger.acknowledgedPosts.count) messages acknowledged, \(numbers.count) stored: \(faults.lost) lost, \
        \(faults.doubled) doubled, \(faults.invented) invented, \(gaps) channels with a gap
        """)
  }

  private func checkReads(_ pool: PostgresPool) async throws -> Verdict {
    let (population, ledger) = (crew.population, crew.ledger)
    var (checked, lost, invented) = (0, 0, 0)
    for row in try await pool.query(
      """
      SELECT r.user_id, r.channel_id, r.seq, r.epoch, r.marker_seq,
        coalesce((SELECT max(m.seq) FROM messages m
          WHERE m.author_id = r.user_id AND m.channel_id = r.channel_id), 0)
      FROM read_positions r WHERE r.user_id LIKE $1 AND (r.seq > 0 OR r.epoch > 0)
      """, [.text("\(population.run)-%")])
    {
      let key = UserChannel(UserID(stored: try row.text(0)), ChannelID(stored: try row.text(1)))
      guard let user = population.number(of: key.user), let channel = population.number(of: key.channel),
        let slot = population.slot(of: user, in: channel)
      else { continue }
      checked += 1
      let state = ReadState(
        position: try row.bigint(2), marker: ReadMarker(epoch: try row.bigint(3), seq: try row.bigint(4)))
      switch ledger.check(state, slot: slot, own: try row.bigint(5)) {
      case .lost: lost += 1
      case .invented: invented += 1
      case nil: break
      }
    }
    let missing = max(0, ledger.acknowledgedSlots - checked)
    return Verdict(
      name: "receipts", holds: lost + invented + missing == 0,
      sentence: """
        the acknowledged receipts of \(ledger.acknowledgedSlots) memberships compared with the read positions: \
        \(lost + missing) lost, \(invented) invented
        """)
  }
}
