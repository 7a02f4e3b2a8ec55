import ChatModel
import Postgres
import Simulation
import Stores

/// The users, channels and memberships of a simulation, in the database.
///
/// A channel's history has numbers and no texts: it is only there to be unread.
struct SimulatedWorld: Sendable {
  let population: Population

  /// How many rows go in one COPY: enough to be quick, few enough to be told of.
  private static let portion = 200_000

  /// Writes everything, and has the counters built by the server that runs.
  func create(on backends: Backends, progress: @Sendable (String) -> Void) async throws {
    let pool = backends.pool(name: "dogear-simulate", connections: 1)
    defer { Task { await pool.close() } }
    let (population, plan) = (population, population.plan)
    try await copy("users", ["id"], 0..<plan.users, pool) { [.text(population.user($0).rawValue)] }
    try await copy(
      "channels", ["id", "topic", "head", "members_version", "member_count"], 0..<population.channelCount,
      pool
    ) { channel in
      [
        .text(population.channelID(channel).rawValue), .text("simulated"), .bigint(Seq(plan.history)),
        .bigint(1),
        .integer(Int32(population.members(of: channel).count)),
      ]
    }
    // Nobody has joined later: the floor is 0, and the history is unread.
    var done = 0
    for channels in batches() {
      done += try await pool.transaction { session throws(PostgresError) in
        try session.copyIn(
          "memberships", columns: ["user_id", "channel_id", "join_floor"],
          rows: channels.lazy.flatMap { channel in
            let id = PostgresValue.text(population.channelID(channel).rawValue)
            return population.members(of: channel).lazy.map { user -> [PostgresValue] in
              [.text(population.user(Int(user)).rawValue), id, .bigint(0)]
            }
          })
      }
      progress("\(done) of \(population.slotCount) memberships")
    }
    try await pool.execute(script: "ANALYZE users, channels, memberships, read_positions")
    try await BenchChecks(backends: backends).buildCounters(within: .seconds(300))
  }

  /// Channels in runs of about a portion of memberships.
  private func batches() -> [Range<Int>] {
    var batches: [Range<Int>] = []
    var (start, size) = (0, 0)
    for channel in 0..<population.channelCount {
      size += population.members(of: channel).count
      guard size >= Self.portion || channel == population.channelCount - 1 else { continue }
      batches.append(start..<channel + 1)
      (start, size) = (channel + 1, 0)
    }
    return batches
  }

  private func copy(
    _ table: String, _ columns: [String], _ numbers: Range<Int>, _ pool: PostgresPool,
    _ row: @escaping @Sendable (Int) -> [PostgresValue]
  ) async throws {
    _ = try await pool.transaction { session throws(PostgresError) in
      try session.copyIn(table, columns: columns, rows: numbers.lazy.map(row))
    }
  }
}
