/// A sentence shown for a moment.
struct Toast: Equatable, Sendable {
  static let duration: Duration = .seconds(4)

  let text: String
  let until: Duration
}
