import ChatModel
import Doubles
import Postgres
import Stores

/// All that is asked of the database.
protocol ChatStore: MessageStore, ReceiptStore, SnapshotStore, SnapshotReader, CounterTruth, Directory,
  History
{}

extension MemoryStore: ChatStore {}
extension PostgresStore: ChatStore {}

/// A database that nobody else uses, as two servers see it.
struct StoreBench {
  let store: any ChatStore
  let second: any ChatStore
  /// How often transactions were in a deadlock; asked once, at the end, for it closes both stores.
  let deadlocks: () async throws -> Int64

  /// Runs `body` with an empty database.
  static func with(
    _ implementation: Implementation, isolation: isolated (any Actor)? = #isolation,
    _ body: (StoreBench) async throws -> Void
  ) async throws {
    switch implementation {
    case .memory:
      let store = MemoryStore()
      try await body(StoreBench(store: store, second: store, deadlocks: { 0 }))
    case .servers:
      try await Servers.shared.value.withPostgresDatabase { database in
        let pools = ["first", "second"].map {
          PostgresPool(database.url, name: $0, size: 3, options: PostgresStore.options)
        }
        let stores = pools.map { PostgresStore($0) }
        try await body(
          StoreBench(
            store: stores[0], second: stores[1], deadlocks: { try await database.deadlocks(after: pools) }))
        for pool in pools { await pool.close() }
      }
    }
  }
}
