import Canvas

/// The keys that a key-map file gives to an action, in one mode or wherever the action exists.
struct KeyChange: Sendable {
  let name: String
  /// Nil for every mode in which the action exists.
  let mode: Mode?
  /// None takes the action's keys away.
  private(set) var keys: [Key] = []
  /// The last line that says so.
  private(set) var line: Int

  init(_ line: SettingLine, in mode: Mode?) {
    name = line.name
    self.mode = mode
    self.line = line.line
  }

  /// Adds the keys of a line: `n, Alt-n`.
  mutating func add(_ line: SettingLine) throws(SettingError) {
    self.line = line.line
    guard !line.value.isEmpty else { return }
    for item in line.value.split(separator: ",", omittingEmptySubsequences: false) {
      let words = item.split(whereSeparator: \.isWhitespace)
      guard words.count < 2 else {
        throw SettingError(
          line: line.line, reason: "keys are separated by commas: '\(KnownNames.quoted(line.value))'")
      }
      let key = try Key(word: words.first.map(String.init) ?? "", line: line.line)
      if let mode, mode.isTyping, key.typed != nil {
        throw SettingError(line: line.line, reason: "'\(key.word)' types a character in [keys.\(mode.name)]")
      }
      if !keys.contains(key) { keys.append(key) }
    }
  }

  /// The keys for a mode; nil leaves those that there are.
  ///
  /// What is said of all modes cannot mean that no character can be typed any more: where text is written, only keys
  /// that type none count.
  func keys(in mode: Mode) -> [Key]? {
    guard mode.isTyping else { return keys }
    let usable = keys.filter { $0.typed == nil }
    return usable.isEmpty && !keys.isEmpty ? nil : usable
  }
}

extension Mode {
  /// Whether characters go into a text.
  var isTyping: Bool {
    switch self {
    case .write, .find, .filter, .search: true
    case .browse, .select, .help: false
    }
  }
}

extension Key {
  /// Names of the characters that mean something to the file itself.
  private static let signs: [(word: String, sign: String)] = [
    ("Comma", ","), ("Semicolon", ";"), ("Hash", "#"), ("Equals", "="),
  ]

  /// What terminals report instead of keys that have the same code.
  private static let aliases: [Key: Key] = [
    Key(.character("i"), .control): Key(.tab), Key(.character("m"), .control): Key(.enter),
    Key(.character("["), .control): Key(.escape),
  ]

  /// The key that an item of a key-map file names: a label, with words for `,` `;` `#` `=`.
  init(word: String, line: Int) throws(SettingError) {
    guard !word.isEmpty else {
      throw SettingError(line: line, reason: "a key is missing beside a comma; the key ',' is written Comma")
    }
    guard let key = Key(label: Self.label(of: word)) else {
      throw SettingError(
        line: line,
        reason:
          "unknown key '\(KnownNames.quoted(word))'; keys are written like n, N, Ctrl-N, Alt-N, Alt-Enter, "
          + "Esc, Tab, Space, PgUp, F1, and Comma, Semicolon, Hash, Equals")
    }
    if let alias = Self.aliases[key] {
      throw SettingError(
        line: line, reason: "terminals cannot tell \(key.label) from \(alias.label): write \(alias.label)")
    }
    self = key
  }

  /// How a key-map file writes the key.
  var word: String {
    guard case .character(let character) = code,
      let word = Self.signs.first(where: { $0.sign == String(character) })?.word
    else { return label }
    return label.dropLast() + word
  }

  private static func label(of word: String) -> String {
    for (name, sign) in signs where word.lowercased().hasSuffix(name.lowercased()) {
      let prefix = word.dropLast(name.count)
      if prefix.isEmpty || prefix.hasSuffix("-") { return prefix + sign }
    }
    return word
  }
}
