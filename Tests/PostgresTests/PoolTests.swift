import Synchronization
import TestSupport
import Testing

@testable import Postgres

@Suite(.timeLimit(.minutes(20))) struct PoolTests {
  private func pool(size: Int) async throws -> PostgresPool {
    PostgresPool(try await PostgresServer.shared.value.url, name: uniqueName("pool"), size: size)
  }

  @Test("no more connections are lent than the pool has, and everyone is served")
  func cap() async throws {
    let pool = try await pool(size: 3)
    let lent = Mutex((now: 0, most: 0, served: 0))
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<40 {
        group.addTask { @Sendable in
          try await pool.withConnection { @Sendable connection in
            lent.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1), $0.served) }
            try await connection.query("SELECT 1")
            lent.withLock { $0 = ($0.now - 1, $0.most, $0.served + 1) }
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(lent.withLock { $0.most } <= 3)
    #expect(lent.withLock { $0.served } == 40)
    let rows = try await pool.query(
      "SELECT FROM pg_stat_activity WHERE application_name LIKE $1", [.text(pool.name + "-%")])
    #expect((1...3).contains(rows.count))
    await pool.close()
  }

  @Test("whoever came first is served first")
  func fairness() async throws {
    let pool = try await pool(size: 1)
    let (gate, opener) = AsyncStream.makeStream(of: Void.self)
    let (lent, lender) = AsyncStream.makeStream(of: Void.self)
    defer { opener.finish() }
    let holder = Task {
      defer { lender.finish() }
      try await pool.withConnection { _ in
        lender.finish()
        for await _ in gate {}
      }
    }
    for await _ in lent {}
    let order = Mutex<[Int]>([])
    var tasks: [Task<Void, any Error>] = []
    for number in 0..<5 {
      tasks.append(
        Task { @Sendable in
          try await pool.withConnection { @Sendable _ in order.withLock { $0.append(number) } }
        })
      try await eventually("task \(number) in line") { pool.waiting == number + 1 }
    }
    opener.finish()
    try await holder.value
    for task in tasks { try await task.value }
    #expect(order.withLock { $0 } == [0, 1, 2, 3, 4])
  }

  @Test("an error in the body gives the connection back")
  func errorReturnsConnection() async throws {
    let pool = try await pool(size: 1)
    await #expect(throws: NothingThrown.self) {
      try await pool.withConnection { _ in throw NothingThrown() }
    }
    await #expect(throws: PostgresError.self) { try await pool.query("SELECT 1/0") }
    let sum = try await pool.transaction { session throws(PostgresError) in
      try session.query("SELECT 1 + 1")[0].bigint(0)
    }
    #expect(sum == 2)
  }

  @Test("closing fails those who wait and those who come later")
  func close() async throws {
    let pool = try await pool(size: 1)
    let (gate, opener) = AsyncStream.makeStream(of: Void.self)
    let (lent, lender) = AsyncStream.makeStream(of: Void.self)
    defer { opener.finish() }
    let holder = Task {
      defer { lender.finish() }
      try await pool.withConnection { _ in
        lender.finish()
        for await _ in gate {}
      }
    }
    for await _ in lent {}
    let waiter = Task { try await pool.query("SELECT 1") }
    try await eventually("the waiter in line") { pool.waiting == 1 }
    await pool.close()
    #expect(await waiter.result.failure?.sqlState == "08003")
    opener.finish()
    try await holder.value
    let late = try await failure { () async throws(PostgresError) in try await pool.query("SELECT 1") }
    #expect(late.sqlState == "08003")
  }
}

extension Result {
  fileprivate var failure: PostgresError? {
    if case .failure(let error) = self { error as? PostgresError } else { nil }
  }
}
