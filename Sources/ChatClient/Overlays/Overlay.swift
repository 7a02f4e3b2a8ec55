/// What lies over the messages.
enum Overlay: Equatable, Sendable {
  /// The keys, scrolled down by so many rows.
  case help(offset: Int)
  /// The quick switcher.
  case finder(Finder)
  /// The search for messages.
  case search(Search)
}

/// A sentence shown for a moment.
struct Toast: Equatable, Sendable {
  static let duration: Duration = .seconds(4)

  let text: String
  let until: Duration
}

/// How things are said.
enum Wording {
  /// `1 channel`, `3 channels`.
  static func count(_ number: Int, _ word: String) -> String { "\(number) \(word)\(number == 1 ? "" : "s")" }
}
