import Canvas
import ChatModel

/// The search for messages: words, where to look for them, and what was found.
struct Search: Equatable, Sendable {
  /// How long typing rests before the database is asked: a word is typed with shorter pauses.
  static let calm: Duration = .milliseconds(150)

  enum Outcome: Equatable, Sendable {
    /// Nothing was typed.
    case none
    case running
    case found([Message])
    case failed(String)
  }

  /// The channel that was open.
  let channel: ChannelID?
  private(set) var isEverywhere: Bool
  private(set) var words = LineEditor(limit: 128)
  private(set) var outcome = Outcome.none
  /// The rows of the results, kept around the selected one.
  private(set) var rows: ListViewport
  /// When to ask; nil if nothing is to be asked.
  private(set) var deadline: Duration?

  init(in channel: ChannelID?, isEverywhere: Bool, height: Int) {
    self.channel = channel
    self.isEverywhere = isEverywhere || channel == nil
    rows = ListViewport(count: 0, height: height)
  }

  var results: [Message] {
    if case .found(let messages) = outcome { messages } else { [] }
  }

  var selected: Message? { rows.selected.map { results[$0] } }

  mutating func edit(at now: Duration, _ change: (inout LineEditor) -> Void) {
    let before = words.text
    change(&words)
    if words.text != before { begin(at: now + Self.calm) }
  }

  mutating func changeScope(at now: Duration) {
    guard channel != nil else { return }
    isEverywhere.toggle()
    begin(at: now)
  }

  mutating func select(by rows: Int) {
    self.rows.move(by: rows)
  }

  mutating func resize(height: Int) {
    rows.resize(height: height)
  }

  /// - Returns: What to ask the database now, if it is time.
  mutating func ask(at now: Duration) -> SearchQuery? {
    guard let deadline, deadline <= now else { return nil }
    self.deadline = nil
    return query
  }

  /// Takes an answer; one to other words than those typed now is of no use.
  mutating func take(_ outcome: Outcome, to query: SearchQuery) {
    guard deadline == nil, query == self.query else { return }
    self.outcome = outcome
    rows.update(count: results.count)
    rows.select(0)
  }

  private var query: SearchQuery {
    SearchQuery(words: words.text, channel: isEverywhere ? nil : channel)
  }

  private mutating func begin(at time: Duration) {
    let isNothing = words.text.allSatisfy(\.isWhitespace)
    outcome = isNothing ? .none : .running
    deadline = isNothing ? nil : time
    rows.update(count: 0)
  }
}
