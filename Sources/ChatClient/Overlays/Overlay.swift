/// What lies over the messages.
enum Overlay: Equatable, Sendable {
  /// The keys, scrolled down by so many rows.
  case help(offset: Int)
  /// The quick switcher.
  case finder(Finder)
  /// The search for messages.
  case search(Search)
}
