import Synchronization
import Testing

@testable import Postgres

private let namesGiven = Atomic<Int>(0)

/// A name that no other test of this run uses.
func uniqueName(_ stem: String) -> String {
  "\(stem)_\(namesGiven.add(1, ordering: .relaxed).newValue)"
}

/// A connection to the shared server.
func connect(options: PostgresOptions = PostgresOptions()) async throws -> PostgresConnection {
  PostgresConnection(try await PostgresServer.shared.value.url, name: uniqueName("test"), options: options)
}

/// Runs `work`, which must throw, and returns its error.
func failure(_ work: () async throws(PostgresError) -> Void) async throws -> PostgresError {
  do {
    try await work()
  } catch {
    return error
  }
  throw NothingThrown()
}

struct NothingThrown: Error {}
