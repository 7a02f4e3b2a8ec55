/// When something is written to its file: once it has differed for a while from what the file holds, so that nothing is
/// written for what comes and goes, and at most once in that while.
struct SavingPace: Equatable, Sendable {
  static let patience: Duration = .seconds(1)

  private var differsSince: Duration?

  /// - Parameter differs: Whether the file holds something else.
  /// - Returns: Whether it is to be written now; the file then counts as holding it.
  mutating func isDue(differs: Bool, at now: Duration, atOnce: Bool) -> Bool {
    guard differs else {
      differsSince = nil
      return false
    }
    let since = differsSince ?? now
    let isDue = atOnce || since + Self.patience <= now
    differsSince = isDue ? nil : since
    return isDue
  }

  var deadline: Duration? { differsSince.map { $0 + Self.patience } }
}
