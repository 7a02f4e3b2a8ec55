import ChatModel
import Patterns
import Postgres
import Stores

/// A pattern made ready on the stack of the benchmark, with everything of the runs before taken away.
struct PatternSetup: Sendable {
  let stage: PatternStage
  let pattern: Pattern
  let workload: Workload
  let events: [ReadEvent]
  let readers: Readers
  /// Where its receipts end up.
  let store: any PatternStore
  /// The process that carries on what was handed over.
  private(set) var server: PartProcess?

  init(_ pattern: Pattern, _ workload: Workload, on stage: PatternStage) async throws {
    self.stage = stage
    self.pattern = pattern
    self.workload = workload
    events = workload.events()
    readers = Readers(memberships: workload.memberships)
    store =
      switch pattern {
      case .database, .sync: PositionTable(name: PositionTable.bench, readers: readers, pool: stage.pool)
      case .log: PositionTable(name: PositionTable.own, readers: readers, pool: stage.pool)
      case .redis: RedisRegisters(readers: readers, connection: stage.redis)
      }
    _ = try await stage.redis.send(["FLUSHALL"])
    switch pattern {
    case .database, .sync: try await PositionTable.create(readers, stage.pool)
    case .log: try await createWorld()
    case .redis: break
    }
    if pattern.processes.contains(.server) { try await startServer() }
  }

  /// What a process of this run is told.
  func job(_ part: PatternJob.Part) -> PatternJob {
    PatternJob(part, pattern, workload, stage.host.backends.endpoints, syncInterval: stage.syncInterval)
  }

  func workers() throws -> [any PatternWorker] {
    try job(.load).workers(stage.host.backends)
  }

  private func process(_ part: PatternJob.Part) throws -> PartProcess {
    try PartProcess(["bench", "patterns-part", "--log-file", stage.log, try job(part).argument()])
  }

  /// Starts a process that hands the workload over.
  func startLoad() throws -> PartProcess {
    try process(.load)
  }

  /// Starts the server, and waits until it works.
  mutating func startServer() async throws {
    let process = try process(.server)
    server = process
    do {
      try await process.ready()
      if pattern == .log { try await warmUp() }
    } catch {
      await process.stop()
      throw error
    }
  }

  /// Ends what was started for the run.
  func close() async {
    await server?.stop()
  }

  /// How many of D's counters are saved as they are after the last receipt.
  func snapshots() async throws -> Int {
    let rows = try await stage.pool.query(
      "SELECT count(*) FROM unread_snapshots WHERE read_up_to >= $1 AND user_id <> $2",
      [.bigint(Readers.head), .text(Readers.key(of: readers.memberships).user.rawValue)])
    return Int(try rows.first?.bigint(0) ?? 0)
  }

  /// The readers, their channels and one reader more, through the port of the directory; nobody has read anything.
  private func createWorld() async throws {
    try await stage.pool.execute(
      script: "TRUNCATE users, channels, memberships, messages, read_positions, unread_snapshots")
    let all = Readers(memberships: readers.memberships + 1)
    try await PostgresStore(stage.pool).add(
      users: all.users, channels: Readers.channels.map { NewChannel(id: $0, topic: "") },
      memberships: (0..<all.memberships).map { Readers.key(of: $0) })
    try await stage.pool.query("UPDATE channels SET head = $1", [.bigint(Readers.head)])
    try await stage.pool.execute(script: "ANALYZE users, channels, memberships, read_positions")
  }

  /// Waits until the server has built all counters and consumes, and broker and server are warm: until some thousand
  /// receipts of the one reader more have arrived.
  private func warmUp() async throws {
    let backends = stage.host.backends
    let counters = backends.counters(name: "dogear-bench", loading: false)
    let worker = LogWorker(try backends.producer(), topics: backends.topics)
    let extra = Array(readers.memberships..<readers.memberships + Readers.channelsEach)
    let table = PositionTable(name: PositionTable.own, readers: readers, pool: stage.pool)
    do {
      let receipts = (1...Readers.head).flatMap { seq in extra.map { ReadEvent(membership: $0, seq: seq) } }
      for start in stride(from: 0, to: receipts.count, by: worker.most) {
        try await worker.record(receipts[start..<min(start + worker.most, receipts.count)])
      }
      try await waitUntil("the server's first receipt", within: .seconds(120)) {
        let isBuilt = try await counters.unbuilt().isEmpty
        let isRead = try await table.complete(among: extra) == extra.count
        return isBuilt && isRead
      }
      await worker.close()
    } catch {
      await worker.close()
      throw error
    }
  }
}
