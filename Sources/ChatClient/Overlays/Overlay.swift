/// What lies over the messages.
enum Overlay: Equatable, Sendable {
  /// The keys, scrolled down by so many rows.
  case help(offset: Int)
  /// The search for a channel.
  case finder(Finder)
}
