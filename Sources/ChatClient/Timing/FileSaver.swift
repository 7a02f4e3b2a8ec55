/// When to write something to its file, and what the file holds.
struct FileSaver<Content: Equatable & Sendable>: Equatable, Sendable {
  private var saved: Content
  private var pace = SavingPace()

  /// - Parameter content: What the absence of the file means.
  init(_ content: Content) {
    saved = content
  }

  /// - Returns: What is to be written now, if anything.
  mutating func take(_ current: Content, at now: Duration, atOnce: Bool = false) -> Content? {
    guard pace.isDue(differs: current != saved, at: now, atOnce: atOnce) else { return nil }
    saved = current
    return current
  }

  var deadline: Duration? { pace.deadline }
}
