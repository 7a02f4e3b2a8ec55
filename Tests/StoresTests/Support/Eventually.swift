/// The condition that was awaited did not come true in time.
struct NeverHappened: Error {
  let what: String
}

/// Awaits a condition, looking every few milliseconds, for at most twenty seconds.
func eventually(
  _ what: String, isolation: isolated (any Actor)? = #isolation, _ condition: () async throws -> Bool
) async throws {
  let deadline = ContinuousClock.now + .seconds(20)
  while try await !condition() {
    guard ContinuousClock.now < deadline else { throw NeverHappened(what: what) }
    try await Task.sleep(for: .milliseconds(5))
  }
}
