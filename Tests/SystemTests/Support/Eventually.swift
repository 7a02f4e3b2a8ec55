/// Something that was awaited did not come.
struct TooLate: Error, CustomStringConvertible {
  let what: String
  let limit: Duration
  let reason: String

  var description: String { "not within \(limit): \(what)\(reason)" }
}

/// Waits until something is found.
///
/// What `look` throws counts as not yet: services are being killed meanwhile.
@discardableResult
func eventually<Found>(
  _ what: String, within limit: Duration = .seconds(60), isolation: isolated (any Actor)? = #isolation,
  _ look: () async throws -> Found?
) async throws -> Found {
  let deadline = ContinuousClock.now + limit
  var reason = ""
  while true {
    do {
      if let found = try await look() { return found }
      reason = ""
    } catch {
      reason = " (\(error))"
    }
    guard ContinuousClock.now < deadline else { throw TooLate(what: what, limit: limit, reason: reason) }
    try await Task.sleep(for: .milliseconds(25))
  }
}

/// Waits until a condition holds.
func eventually(
  _ what: String, within limit: Duration = .seconds(60), isolation: isolated (any Actor)? = #isolation,
  _ condition: () async throws -> Bool
) async throws {
  let _: Void = try await eventually(what, within: limit) { try await condition() ? () : nil }
}
