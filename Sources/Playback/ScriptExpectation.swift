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

extension ScriptExpectation {
  private static let names = "one of text, no text, badge, total, open, title, pending"

  /// Reads what follows `expect`.
  init(_ line: inout ScriptLine) throws(ScriptError) {
    switch try line.word(Self.names) {
    case "text": self = .text(try line.shownText(), isShown: true)
    case "no":
      let noun = try line.word("text")
      guard noun == "text" else { throw line.error("no \(noun) cannot be expected", expected: "no text") }
      self = .text(try line.shownText(), isShown: false)
    case "badge": self = .badge(channel: try line.word("a channel such as #general or bob"), try line.badge())
    case "total": self = .total(try line.badge())
    case "open": self = .open(try line.word("a channel such as #general or bob"))
    case "title": self = .title(try line.shownText())
    case "pending": self = .pending(try line.count())
    case let name: throw line.error("\(name.scriptQuoted) cannot be expected", expected: Self.names)
    }
  }
}

extension ScriptLine {
  fileprivate mutating func shownText() throws(ScriptError) -> String {
    let text = try text("a text in quotes")
    if text.isEmpty { throw error("the text is empty", expected: "some of what is to be seen") }
    return text
  }

  fileprivate mutating func count() throws(ScriptError) -> ScriptCount {
    try value("a number such as 7, or 7+ for so many or more") { ScriptCount($0) }
  }

  fileprivate mutating func badge() throws(ScriptError) -> ScriptBadge {
    let unread = try count()
    if isAtEnd { return ScriptBadge(unread: unread, mentions: nil) }
    let mentions = try value("mentions such as @1 or @1+") { word in
      word.hasPrefix("@") ? ScriptCount(String(word.dropFirst())) : nil
    }
    return ScriptBadge(unread: unread, mentions: mentions)
  }
}

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

/// The numbers of a badge.
struct ScriptBadge: Hashable, Sendable {
  let unread: ScriptCount
  /// Nil if any number will do.
  let mentions: ScriptCount?

  func holds(_ badge: (unread: Int, mentions: Int)) -> Bool {
    unread.holds(badge.unread) && mentions?.holds(badge.mentions) ?? true
  }
}

/// How many there are to be: exactly so many, or so many or more.
struct ScriptCount: Hashable, Sendable {
  let count: Int
  let orMore: Bool

  /// Reads `7`, or `7+` for seven or more.
  init?(_ text: String) {
    orMore = text.hasSuffix("+")
    guard let count = Int(scriptDigits: orMore ? text.dropLast() : text[...]) else { return nil }
    self.count = count
  }

  func holds(_ found: Int) -> Bool { orMore ? found >= count : found == count }
}

extension Int {
  /// Reads one to nine digits, and nothing else.
  init?(scriptDigits text: Substring) {
    guard (1...9).contains(text.count), text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
      return nil
    }
    self.init(text)
  }
}
