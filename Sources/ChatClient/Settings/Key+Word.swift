import Canvas

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
