/// Something that was awaited did not come.
public struct TooLate: Error, CustomStringConvertible {
  /// What was awaited.
  public let what: String
  /// For how long.
  public let limit: Duration
  /// Why it was not there at the last look.
  public let reason: String

  /// Creates the error.
  public init(what: String, limit: Duration = .zero, reason: String = "") {
    self.what = what
    self.limit = limit
    self.reason = reason
  }

  /// A sentence for people.
  public var description: String { "not within \(limit): \(what)\(reason)" }
}

/// Waits until something is found.
///
/// What `look` throws counts as not yet: services are being killed meanwhile.
@discardableResult
public func eventually<Found>(
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
public func eventually(
  _ what: String, within limit: Duration = .seconds(60), isolation: isolated (any Actor)? = #isolation,
  _ condition: () async throws -> Bool
) async throws {
  let _: Void = try await eventually(what, within: limit) { try await condition() ? () : nil }
}
