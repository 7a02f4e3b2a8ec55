import ChatModel

/// Reads one file of conversations: the form only, not whether its channels and speakers exist.
struct ScriptParser {
  let file: String
  private var line = 0
  private var places: [Scene.Place] = []
  private var words: [String: [String]] = [:]
  private var scenes: [Scene] = []
  private var open: OpenScene?

  /// A scene whose end has not been reached.
  private struct OpenScene {
    let line: Int
    var turns: [OpenTurn] = []
  }

  private struct OpenTurn {
    let speaker: Scene.Speaker
    var text: String
    let line: Int
  }

  init(file: String) {
    self.file = file
  }

  mutating func parse(_ text: String) throws(ConversationError) -> [Scene] {
    // CR LF is one character.
    let rows = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
    for row in rows {
      line += 1
      try read(row)
    }
    try closeScene()
    return scenes
  }

  private mutating func read(_ row: Substring) throws(ConversationError) {
    if row.first == "#" || row.allSatisfy(\.isWhitespace) { return }
    if row.hasPrefix("  ") {
      try continueTurn(row.dropFirst(2))
    } else if row.hasPrefix("==") {
      try closeScene()
      guard !places.isEmpty else { throw error(.noChannels) }
      open = OpenScene(line: line)
    } else if let names = Self.rest(of: row, after: "channels:") {
      try closeScene()
      try setPlaces(names)
    } else if let list = Self.rest(of: row, after: "words ") {
      try addWords(list)
    } else {
      try addTurn(row)
    }
  }

  private mutating func setPlaces(_ names: Substring) throws(ConversationError) {
    places = []
    for name in names.split(separator: " ") {
      guard let channel = ChannelID(String(name)) else { throw error(.unknownChannel(String(name))) }
      places.append(name == "direct" ? .direct : .channel(channel))
    }
  }

  private mutating func addWords(_ list: Substring) throws(ConversationError) {
    guard let (name, rest) = Self.pair(list) else { throw error(.badWords(String(list))) }
    let items = rest.split(separator: "|", omittingEmptySubsequences: false).map { String(Self.trimmed($0)) }
    let isNamed = name.count >= 2 && name != "me" && name.allSatisfy { $0.isASCII && $0.isLowercase }
    guard isNamed, items.allSatisfy({ !$0.isEmpty && $0.utf8.count <= Script.mostGapBytes }) else {
      throw error(.badWords(String(name)))
    }
    words[String(name)] = items
  }

  private mutating func addTurn(_ row: Substring) throws(ConversationError) {
    guard let (name, text) = Self.pair(row), let speaker = Self.speaker(name), !text.isEmpty else {
      throw error(.notALine(String(row)))
    }
    guard open != nil else { throw error(.noScene) }
    open?.turns.append(OpenTurn(speaker: speaker, text: String(text), line: line))
  }

  private mutating func continueTurn(_ text: Substring) throws(ConversationError) {
    guard let last = open?.turns.indices.last else { throw error(.nothingToContinue) }
    open?.turns[last].text += "\n" + text
  }

  private mutating func closeScene() throws(ConversationError) {
    guard let scene = open else { return }
    open = nil
    guard !scene.turns.isEmpty else { throw ConversationError(file: file, line: scene.line, .emptyScene) }
    let turns = scene.turns.map { Scene.Turn(speaker: $0.speaker, text: Template($0.text), line: $0.line) }
    scenes.append(Scene(file: file, line: scene.line, places: places, turns: turns, words: words))
  }

  private static func speaker(_ name: Substring) -> Scene.Speaker? {
    let pieces = Template(String(name)).pieces
    guard pieces.count == 1 else { return nil }
    switch pieces[0] {
    case .role(let role): return .role(role)
    case .me: return .me
    case .text(let handle): return UserID(handle).map(Scene.Speaker.named)
    case .word: return nil
    }
  }

  private static func pair(_ row: Substring) -> (Substring, Substring)? {
    guard let colon = row.firstIndex(of: ":") else { return nil }
    return (row[..<colon], trimmed(row[row.index(after: colon)...]))
  }

  private static func rest(of row: Substring, after prefix: String) -> Substring? {
    row.hasPrefix(prefix) ? row.dropFirst(prefix.count) : nil
  }

  private static func trimmed(_ text: Substring) -> Substring {
    var text = text.drop { $0 == " " }
    while text.last == " " { text.removeLast() }
    return text
  }

  private func error(_ problem: ConversationError.Problem) -> ConversationError {
    ConversationError(file: file, line: line, problem)
  }
}
