/// At most one alert a second, however often a user is mentioned.
struct AlertPace: Equatable, Sendable {
  static let spacing: Duration = .seconds(1)

  private var last: Duration?

  mutating func allows(at now: Duration) -> Bool {
    if let last, now < last + Self.spacing { return false }
    last = now
    return true
  }
}
