import Canvas
import ChatModel

/// A list that a few letters narrow down: the channels to switch to, the public ones to join, or the members of one.
struct Finder: Equatable, Sendable {
  enum Kind: Equatable, Sendable {
    /// The user's channels.
    case channels
    /// The public channels.
    case directory
    /// The members of the open channel.
    case members
    /// Those who have read a message, so many of so many members.
    case readers(Int, of: Int)
  }

  /// What choosing a row is about.
  enum Target: Equatable, Sendable {
    case channel(ChannelID)
    /// A channel that is not there yet.
    case newChannel(ChannelID)
    case user(UserID)
  }

  struct Candidate: Equatable, Sendable {
    let target: Target
    let name: String
    var badge = Badge()
    var isMuted = false
    /// What stands behind the name.
    var note = ""

    var channel: ChannelID? { if case .channel(let channel) = target { channel } else { nil } }
  }

  let kind: Kind
  /// Whether the candidates have come.
  private(set) var isComplete: Bool
  private var candidates: [Candidate]
  private(set) var query = LineEditor(limit: 64)
  private(set) var matches: [Candidate]
  /// The rows of the matches, kept around the selected one.
  private(set) var rows: ListViewport

  /// - Parameter candidates: In the order in which they are offered before anything is typed; none if they come later.
  init(_ kind: Kind, _ candidates: [Candidate], height: Int) {
    self.kind = kind
    self.candidates = candidates
    isComplete = kind == .channels
    matches = candidates
    rows = ListViewport(count: candidates.count, height: height)
    rows.select(0)
  }

  var selected: Candidate? {
    rows.selected.map { matches[$0] }
  }

  /// Takes the candidates that were asked for.
  mutating func take(_ candidates: [Candidate]) {
    self.candidates = candidates
    isComplete = true
    match()
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
    if let new = newChannel { matches.append(new) }
    rows.update(count: matches.count)
    rows.select(0)
  }

  /// Among the public channels a name that none has can be made one.
  private var newChannel: Candidate? {
    let typed = query.text.first == "#" ? String(query.text.dropFirst()) : query.text
    guard kind == .directory, isComplete, let channel = ChannelID(typed), !channel.isDirect,
      !candidates.contains(where: { $0.target == .channel(channel) })
    else { return nil }
    return Candidate(target: .newChannel(channel), name: "#\(channel)", note: "make this channel")
  }
}

/// Whether a name is meant by a few of its letters, and how well: `gnl` finds `general`.
///
/// Names are handles, lower-case ASCII, so it looks at bytes: all channels are tried with every letter that is typed.
struct FuzzyMatch {
  private let letters: [UInt8]

  init(_ query: String) {
    letters = Array(query.lowercased().filter { !$0.isWhitespace }.utf8)
  }

  /// How well the query fits `name`, or nil if its characters are not all there in order.
  ///
  /// A whole prefix is best; characters that follow each other or begin a word count more; of two equals the shorter
  /// name is meant. Case is ignored.
  /// - Complexity: O(length of the name)
  func score(_ name: String) -> Int? {
    var name = name
    return name.withUTF8 { name in
      var score = -name.count
      var next = 0
      var previous: Int?
      for letter in letters {
        guard let index = name[next...].firstIndex(of: letter) else { return nil }
        if index == 0 {
          score += 30
        } else if index - 1 == previous {
          score += 20
        } else if !Self.isInWord(name[index - 1]) {
          score += 15
        }
        previous = index
        next = index + 1
      }
      return score
    }
  }

  private static func isInWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
    default: false
    }
  }
}
