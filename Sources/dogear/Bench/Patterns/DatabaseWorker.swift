import Patterns
import Postgres

/// Pattern A: one upsert, one transaction, one event.
///
/// It runs on the thread of its connection, so a statement costs no change of thread.
actor DatabaseWorker: PatternWorker {
  nonisolated let most = 1
  private let connection: PostgresConnection

  nonisolated var unownedExecutor: UnownedSerialExecutor { connection.unownedExecutor }

  init(_ backends: Backends, number: Int) {
    connection = PostgresConnection(backends.endpoints.databaseURL, name: "bench-a-\(number)")
  }

  func record(_ events: ArraySlice<ReadEvent>) async throws {
    for event in events {
      let key = Readers.key(of: event.membership)
      try await connection.query(
        PositionTable.upsert,
        [.text(key.user.rawValue), .text(key.channel.rawValue), .bigint(event.seq)])
    }
  }

  func close() async {
    await connection.close()
  }
}
