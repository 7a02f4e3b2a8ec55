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

/// Waits until the condition holds, at most 20 s.
func until(_ what: String, _ condition: () async throws -> Bool) async throws {
  let deadline = ContinuousClock.now + .seconds(20)
  while try await !condition() {
    try #require(ContinuousClock.now < deadline, "\(what) did not happen")
    await Task.yield()
  }
}

/// A small generator whose seed can be printed: SplitMix64, by Steele and others, 2014.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
