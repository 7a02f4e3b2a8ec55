/// Something took longer than a benchmark waits.
struct BenchPatience: Error, CustomStringConvertible {
  let what: String
  let limit: Duration

  var description: String { "\(what) did not come within \(limit.inSeconds); see the log" }

  /// Waits until something is so.
  /// - Throws: A sentence that names it, if it takes too long.
  static func wait(
    for what: String, within limit: Duration, every pause: Duration = .milliseconds(20),
    _ condition: () async throws -> Bool
  ) async throws {
    let deadline = ContinuousClock.now + limit
    while try await !condition() {
      guard ContinuousClock.now < deadline else { throw BenchPatience(what: what, limit: limit) }
      try await Task.sleep(for: pause)
    }
  }
}
