import Bench
import Measure
import Redis
import Service

/// How soon lost counters are back, with one server and with several, in turn.
struct RebuildRounds: Sendable {
  let backends: Backends
  let counters: Int
  let servers: [Int]
  let rounds: Int
  /// Seconds from the loss until the last bucket is open, by the number of servers.
  private(set) var seconds = Rounds<Int>()

  init(backends: Backends, counters: Int, servers: [Int], rounds: Int) {
    self.backends = backends
    self.counters = counters
    self.servers = servers
    self.rounds = rounds
  }

  mutating func measure(_ steps: StepList) async throws {
    for round in 0..<rounds {
      for count in servers.turned(by: round) {
        let backends = backends
        let time = try await steps.step(
          "Round \(round + 1) with \(count) \(count == 1 ? "server" : "servers")"
        ) {
          try await Self.with(more: count - 1, backends) { try await Self.lose(backends) }
        }
        seconds.note(time / .seconds(1), of: count)
      }
    }
  }

  /// Empties Redis, and waits until all counters are there again.
  private static func lose(_ backends: Backends) async throws -> Duration {
    let redis = backends.redisConnection(name: "dogear-bench")
    let counters = backends.counters(name: "dogear-bench", loading: true)
    let start = ContinuousClock.now
    _ = try await redis.send(["FLUSHALL"])
    try await waitUntil("the counters are rebuilt", within: .seconds(600), every: .milliseconds(5)) {
      try await counters.unbuilt().isEmpty
    }
    await redis.close()
    return ContinuousClock.now - start
  }

  /// Runs `body` with so many servers beside the one that runs all the time; they rebuild, and save counters.
  private static func with<Result: Sendable>(
    more count: Int, _ backends: Backends, _ body: () async throws -> Result
  ) async throws -> Result {
    var services: [any Service] = [UntilShutdown()]
    for _ in 0..<count {
      services += try await ServerWiring(backends, roles: [.sync], name: ServerName.make()).services()
    }
    let group = ServiceGroup(
      services: services.map { ServiceConfiguration(service: $0) },
      maximumGracefulShutdownDuration: .shutdownPatience, logger: Logger(label: "bench"))
    let running = Task { try await group.run() }
    do {
      let result = try await body()
      group.triggerGracefulShutdown()
      try await running.value
      return result
    } catch {
      group.triggerGracefulShutdown()
      _ = await running.result
      throw error
    }
  }

  var table: Table {
    let rows = servers.map { count -> [Table.Cell] in
      let time = seconds.median(of: count) ?? 0
      return [
        .number(Double(count)), .number(time), .number(time > 0 ? Double(counters) / time : 0),
        .number(servers.first.flatMap { seconds.ratio(of: $0, to: count) } ?? 0),
      ]
    }
    return Table(
      title: "\(counters) counters after FLUSHALL", columns: ["servers", "s", "counters/s", "times as fast"],
      rows: rows, bars: [2])
  }

  var figures: [Figure] {
    servers.map { count in
      let time = seconds.median(of: count) ?? 0
      return Figure(
        name: "rebuild.\(count).rate", value: time > 0 ? Double(counters) / time : 0, unit: "/s",
        title: "counters rebuilt with \(count) \(count == 1 ? "server" : "servers")")
    }
  }
}
