import Canvas
import ChatModel

/// The quick switcher: the search for a channel by a few letters of its name.
struct Finder: Equatable, Sendable {
  struct Candidate: Equatable, Sendable {
    let channel: ChannelID
    let name: String
    let badge: Badge
    let isMuted: Bool
  }

  private let candidates: [Candidate]
  private(set) var query = LineEditor(limit: 64)
  private(set) var matches: [Candidate]
  /// The rows of the matches, kept around the selected one.
  private(set) var rows: ListViewport

  /// - Parameter candidates: In the order in which they are offered before anything is typed.
  init(_ candidates: [Candidate], height: Int) {
    self.candidates = candidates
    matches = candidates
    rows = ListViewport(count: candidates.count, height: height)
    rows.select(0)
  }

  var selected: Candidate? {
    rows.selected.map { matches[$0] }
  }

  mutating func edit(_ change: (inout LineEditor) -> Void) {
    let before = query.text
    change(&query)
    if query.text != before { match() }
  }

  mutating func select(by rows: Int) {
    self.rows.move(by: rows)
  }

  mutating func resize(height: Int) {
    rows.resize(height: height)
  }

  private mutating func match() {
    let query = query.text
    let match = FuzzyMatch(query)
    // Stable: among equals the order of the list decides.
    matches =
      candidates.enumerated()
      .compactMap { index, candidate in
        match.score(candidate.name).map { (score: $0, index: index, candidate: candidate) }
      }
      .sorted { ($1.score, $0.index) < ($0.score, $1.index) }
      .map(\.candidate)
    if query.isEmpty { matches = candidates }
    rows.update(count: matches.count)
    rows.select(0)
  }
}
