import Crowd

// What happens to servers.
extension FaultPuller {
  /// How often a whole log is read: the load shares the machine.
  private static let glance: Duration = .milliseconds(200)

  /// A server more, which works and leaves.
  func joinServers() async throws {
    try await withServer { log in
      try await waitUntil("a batch of the server that joined", every: Self.glance) {
        ServerLogLine.batches(in: log) > 0
      }
    }
  }

  /// A server more, whose time of day steps.
  func stepClock() async throws {
    let folder = try BenchFolder()
    let clock = FakeTime(file: "\(folder.path)/clock")
    try clock.set(hours: 0)
    try await withServer(under: clock) { log in
      for hours in [0, 1, -1, 0] {
        let before = ServerLogLine.batches(in: log)
        try clock.set(hours: hours)
        // The first may have been on its way when the clock was set.
        try await waitUntil("two batches of the server whose clock steps", every: Self.glance) {
          ServerLogLine.batches(in: log) >= before + 2
        }
      }
    }
  }

  /// Runs `body` with the log of a server more, which leaves in order however that ends.
  private func withServer(under clock: FakeTime? = nil, _ body: (String) async throws -> Void) async throws {
    let log = try await fleet.start(under: clock)
    do {
      try await body(log)
    } catch {
      await fleet.leave()
      throw error
    }
    await fleet.leave()
  }

  func anyServer(_ random: inout SplitMix) async -> Int {
    Int.random(in: 0..<(await fleet.count), using: &random)
  }

  func kill(_ servers: [Int], for outage: Duration = Self.outage) async throws {
    for server in servers { await fleet.kill(server) }
    try await Task.sleep(for: outage)
    for server in servers { try await fleet.replace(server) }
  }
}
