import Canvas

/// What a script can ask of a client with a screen.
public protocol ScreenFacts {
  /// The screen as it was last drawn.
  var canvas: Canvas { get }
  /// The title of the terminal's window.
  var title: String { get }
  /// The open channel, by the name that is shown: `#general`, or `bob` for a direct chat.
  var openChannel: String? { get }
  /// The sum of all badges.
  var total: (unread: Int, mentions: Int) { get }
  /// Receipts that are not yet acknowledged.
  var pendingReceipts: Int { get }

  /// The badge of a channel, by the name that is shown; nil if there is no such channel or nothing known of it.
  func badge(of channel: String) -> (unread: Int, mentions: Int)?
}
