import Canvas

/// What is to be seen of the client.
enum ScriptExpectation: Hashable, Sendable {
  case text(String, isShown: Bool)
  case badge(channel: String, ScriptBadge)
  case total(ScriptBadge)
  case open(String)
  case title(String)
  case pending(ScriptCount)

  /// What there is instead; nil if the expectation holds.
  func missed(by facts: some ScreenFacts) -> String? {
    switch self {
    case .text(let text, let isShown):
      if Self.shows(facts.canvas, text) == isShown { return nil }
      return isShown ? "it is not on the screen" : "it is on the screen"
    case .badge(let channel, let expected):
      guard let badge = facts.badge(of: channel) else { return "there is no badge of \(channel)" }
      return expected.holds(badge) ? nil : Self.words(badge)
    case .total(let expected): return expected.holds(facts.total) ? nil : Self.words(facts.total)
    case .open(let channel):
      if facts.openChannel == channel { return nil }
      return facts.openChannel.map { "\($0) is open" } ?? "no channel is open"
    case .title(let text):
      return facts.title.contains(text) ? nil : "the title is \(facts.title.scriptQuoted)"
    case .pending(let expected):
      return expected.holds(facts.pendingReceipts) ? nil : "\(facts.pendingReceipts) are pending"
    }
  }

  /// Compares with what a canvas makes of the text: emoji sequences are reduced.
  private static func shows(_ canvas: Canvas, _ text: String) -> Bool {
    let rows = text.split(separator: "\n", omittingEmptySubsequences: false).map {
      TextWidth.reduced(String($0))
    }
    return canvas.text.contains(rows.joined(separator: "\n"))
  }

  private static func words(_ badge: (unread: Int, mentions: Int)) -> String {
    "there are \(badge.unread) @\(badge.mentions)"
  }
}
