import ChatModel
import Postgres
import Simulation
import Stores

/// The users, channels and memberships of a simulation, in the database and in Redis.
///
/// A channel's history has numbers and no texts: it is only there to be unread.
struct SimulatedWorld: Sendable {
  let population: Population
  let backends: Backends

  /// How many rows go in one COPY: enough to be quick, few enough to be told of.
  private static let portion = 200_000

  /// How many counters are joined at a time.
  private static let piece = 20_000

  /// Writes everything.
  func create(progress: @Sendable (String) -> Void) async throws {
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
    try await count(progress: progress)
  }

  /// Creates the counters.
  ///
  /// A server that rebuilds a bucket meanwhile finds them in the database.
  private func count(progress: @Sendable (String) -> Void) async throws {
    let counters = backends.counters(name: "dogear-simulate", loading: false)
    try await waitUntil("the server has built the counters", within: .seconds(300)) {
      try await counters.unbuilt().isEmpty
    }
    let fresh = Unread(head: Seq(population.plan.history))
    var deltas: [UserChannel: Unread] = [:]
    for user in 0..<population.plan.users {
      for key in keys(of: user) { deltas[key] = fresh }
      guard deltas.count >= Self.piece || user == population.plan.users - 1 else { continue }
      try await counters.join(deltas)
      deltas = [:]
      progress("counters of \(user + 1) of \(population.plan.users) users")
    }
  }

  private func keys(of user: Int) -> [UserChannel] {
    let handle = population.user(user)
    return population.slots(of: user).map {
      UserChannel(handle, population.channelID(population.channel(of: $0)))
    }
  }

  /// Takes everything away again: what was said, who said it, and their counters.
  ///
  /// The events stay in the log, where nobody reads them again.
  func remove() async throws {
    let pool = backends.pool(name: "dogear-simulate", connections: 1)
    defer { Task { await pool.close() } }
    // What a membership left in other tables goes with it.
    for channels in pieces(population.channelCount, by: 500) {
      let ids = PostgresValue.textArray(channels.map { population.channelID($0).rawValue })
      let tables = [
        ("messages", "channel_id"), ("memberships", "channel_id"), ("departures", "channel_id"),
        ("channels", "id"),
      ]
      for (table, column) in tables {
        try await pool.query("DELETE FROM \(table) WHERE \(column) = ANY ($1)", [ids])
      }
    }
    let counters = backends.counters(name: "dogear-simulate", loading: false)
    for users in pieces(population.plan.users, by: 1_000) {
      try await pool.query(
        "DELETE FROM users WHERE id = ANY ($1)", [.textArray(users.map { population.user($0).rawValue })])
      try await counters.remove(users.flatMap(keys))
    }
  }

  private func pieces(_ count: Int, by size: Int) -> [Range<Int>] {
    stride(from: 0, to: count, by: size).map { $0..<min($0 + size, count) }
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
