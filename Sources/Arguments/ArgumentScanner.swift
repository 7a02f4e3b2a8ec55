/// Sorts the words after a command into its options, flags and positional arguments.
struct ArgumentScanner {
  private let definitions: [ArgumentDefinition]
  /// Names that are handled elsewhere, to suggest after a slip.
  private let builtInNames: [String]
  private var remaining: [String] = []
  private var positionals: [String] = []
  private var found: [[String]: [Occurrence]] = [:]

  init(definitions: [ArgumentDefinition], builtInNames: [String] = []) {
    self.definitions = definitions
    self.builtInNames = builtInNames
  }

  /// What was given for each property.
  mutating func scan(_ words: [String]) throws -> [[String]: [Occurrence]] {
    remaining = words.reversed()
    while let word = remaining.popLast() {
      if word == "--" {
        positionals += remaining.reversed()
        break
      } else if word.hasPrefix("--") {
        try scanLong(word)
      } else if isCluster(word) {
        try scanCluster(word)
      } else {
        positionals.append(word)
      }
    }
    try placePositionals()
    return found
  }

  /// Whether a word is short options: not a lone dash, and not a negative number unless digits are names here.
  private func isCluster(_ word: String) -> Bool {
    guard word.hasPrefix("-"), word.count > 1 else { return false }
    let name = String(word.prefix(2))
    return Double(word) == nil || definitions.contains { $0.names.contains(name) }
  }

  private mutating func scanLong(_ word: String) throws {
    let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    let text = parts.count == 2 ? parts[1] : nil
    try take(parts[0], joined: text)
  }

  private mutating func scanCluster(_ word: String) throws {
    var letters = word.dropFirst()
    while let letter = letters.popFirst() {
      let name = "-\(letter)"
      if let definition = definition(named: name), !definition.isFlag, !letters.isEmpty {
        add(String(letters.first == "=" ? letters.dropFirst() : letters), to: definition)
        return
      }
      if letters.first == "=" {
        throw ParserError.unexpectedValue(name: name, text: String(letters.dropFirst()))
      }
      try take(name, joined: nil)
    }
  }

  /// Takes one named argument, and the next word if it needs a value that is not joined to it.
  private mutating func take(_ name: String, joined: String?) throws {
    guard let definition = definition(named: name) else {
      let names = definitions.filter(\.isVisible).flatMap { $0.names + $0.invertedNames }
      throw ParserError.unknownOption(name, known: names + builtInNames)
    }
    if definition.isFlag {
      if let joined { throw ParserError.unexpectedValue(name: name, text: joined) }
      add(definition.names.contains(name) ? "true" : "false", to: definition)
    } else if let joined {
      add(joined, to: definition)
    } else if let next = remaining.last, next != "--", !next.hasPrefix("--"), !isCluster(next) {
      remaining.removeLast()
      add(next, to: definition)
    } else {
      throw ParserError.missingValue(name: name, definition)
    }
  }

  private func definition(named name: String) -> ArgumentDefinition? {
    definitions.first { $0.names.contains(name) || $0.invertedNames.contains(name) }
  }

  private mutating func add(_ text: String, to definition: ArgumentDefinition) {
    found[definition.path, default: []].append(Occurrence(text: text, source: .commandLine))
  }

  private mutating func placePositionals() throws {
    var words = positionals[...]
    for definition in definitions where definition.isPositional {
      for word in words.prefix(definition.isRepeating ? words.count : 1) { add(word, to: definition) }
      words = definition.isRepeating ? [] : words.dropFirst()
    }
    if !words.isEmpty { throw ParserError.unexpectedArguments(Array(words)) }
  }
}
