/// When to write something to its file: once it has differed for a while from what the file holds, so that nothing is
/// written for what comes and goes, and at most once in that while.
struct FileSaver<Content: Equatable & Sendable>: Equatable, Sendable {
  static var patience: Duration { .seconds(1) }

  private var saved: Content
  private var differsSince: Duration?

  /// - Parameter content: What the absence of the file means.
  init(_ content: Content) {
    saved = content
  }

  /// The file holds this.
  mutating func loaded(_ content: Content) {
    saved = content
  }

  /// - Returns: What is to be written now, if anything.
  mutating func take(_ current: Content, at now: Duration, atOnce: Bool = false) -> Content? {
    guard current != saved else {
      differsSince = nil
      return nil
    }
    let since = differsSince ?? now
    differsSince = since
    guard atOnce || since + Self.patience <= now else { return nil }
    saved = current
    differsSince = nil
    return current
  }

  var deadline: Duration? { differsSince.map { $0 + Self.patience } }
}
