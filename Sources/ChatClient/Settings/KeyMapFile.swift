import Canvas

/// What a key-map file says: other keys for actions.
///
/// In the section `keys`, `next-unread = n, Alt-n` replaces the keys of an action in every mode in which it exists,
/// and `next-unread =` takes them away; the section `keys.browse` does so for one mode, and counts more.
public struct KeyMapFile: Sendable {
  static let section = "keys"

  /// The keys as they are with the file's changes.
  public let keyMap: KeyMap

  /// Reads the lines of a file's sections `keys` and `keys.…`, or of a file that has no sections.
  /// - Throws: The first line that is of no use; then what makes no sense together.
  public init(_ lines: [SettingLine], changing base: KeyMap = .standard) throws(SettingError) {
    var changes: [KeyChange] = []
    for line in lines {
      let mode = try Self.mode(of: line)
      try Self.check(line, mode, base)
      // An indented line of the file is one more with the name above.
      let index = changes.firstIndex { $0.name == line.name && $0.mode == mode } ?? changes.count
      if index == changes.count { changes.append(KeyChange(line, in: mode)) }
      try changes[index].add(line)
    }
    keyMap = base.changed(by: changes)
    try Self.check(changes, base)
    try Self.check(keyMap, changes)
  }

  private static func mode(of line: SettingLine) throws(SettingError) -> Mode? {
    if line.section.isEmpty || line.section == section { return nil }
    if let mode = Mode.allCases.first(where: { "\(section).\($0.name)" == line.section }) { return mode }
    let known = KnownNames(names: [section] + Mode.allCases.map { "\(section).\($0.name)" })
    throw SettingError(line: line.line, reason: known.reason(unknown: "section", line.section))
  }

  private static func check(_ line: SettingLine, _ mode: Mode?, _ base: KeyMap) throws(SettingError) {
    let modes = base.modes(of: line.name)
    guard !modes.isEmpty else {
      let known = KnownNames(names: base.names)
      throw SettingError(line: line.line, reason: known.reason(unknown: "action", line.name))
    }
    guard let mode, !modes.contains(mode) else { return }
    let sections = modes.map { "[\(section).\($0.name)]" }
    throw SettingError(
      line: line.line,
      reason: "'\(line.name)' does nothing in [\(line.section)], but in \(sections.joined(separator: ", "))")
  }

  /// Every line means something in some mode.
  private static func check(_ changes: [KeyChange], _ base: KeyMap) throws(SettingError) {
    for change in changes where change.mode == nil {
      if base.modes(of: change.name).allSatisfy({ change.keys(in: $0) == nil }) {
        let keys = change.keys.map { "'\($0.word)'" }.joined(separator: " and ")
        throw SettingError(
          line: change.line, reason: "wherever '\(change.name)' does something, \(keys) types a character")
      }
    }
  }

  /// No key means two things, and nobody is locked in.
  private static func check(_ keyMap: KeyMap, _ changes: [KeyChange]) throws(SettingError) {
    for mode in Mode.allCases {
      var names: [Key: String] = [:]
      for binding in keyMap.bindings where binding.modes.contains(mode) {
        for key in binding.keys {
          guard let other = names.updateValue(binding.name, forKey: key), other != binding.name else {
            continue
          }
          throw SettingError(
            line: changes.filter { [other, binding.name].contains($0.name) }.map(\.line).max() ?? 1,
            reason:
              "'\(key.word)' is bound to '\(other)' and to '\(binding.name)' in [\(section).\(mode.name)]")
        }
      }
    }
    for (name, action) in [("quit", Action.quit), ("help", .help)]
    where keyMap.label(of: action, in: .browse) == nil {
      throw SettingError(
        line: changes.filter { $0.name == name }.map(\.line).max() ?? 1,
        reason: "'\(name)' needs a key in [\(section).\(Mode.browse.name)]")
    }
  }
}

extension KeyMapFile {
  /// A key-map file that says everything that can be said, each as it is anyway and commented out.
  ///
  /// A comment that is a setting has no blank after its semicolon.
  public static var example: String {
    let keyMap = KeyMap.standard
    let same = keyMap.names.filter { name in
      Set(keyMap.modes(of: name).map { keyMap.keys(of: name, in: $0) }).count == 1
    }
    let other = Mode.allCases.compactMap { mode -> String? in
      let names = keyMap.names.filter { !same.contains($0) && keyMap.modes(of: $0).contains(mode) }
      return names.isEmpty ? nil : list(names, of: mode, heading: "\(section).\(mode.name)")
    }
    return """
      ; Keys for dogear. Take away the semicolon before what you change.
      ;
      ; A line says all keys of an action, with commas between; no keys at all take them away. Keys are written like
      ; n, N, Ctrl-N, Alt-N, Alt-Enter, Ctrl-Left, Esc, Tab, Space, PgUp, F1; and Comma, Semicolon, Hash, Equals.
      ;
      ; [keys] is about all modes in which an action exists, and [keys.browse] and the like about one, which counts
      ; more. Where text is written, a key that types a character is none.

      \(([list(same, of: nil, heading: section)] + other).joined(separator: "\n"))
      """
  }

  private static func list(_ names: [String], of mode: Mode?, heading: String) -> String {
    "[\(heading)]\n" + names.map { setting($0, of: mode) }.joined()
  }

  /// What the action does, and its keys.
  private static func setting(_ name: String, of mode: Mode?) -> String {
    let keyMap = KeyMap.standard
    let modes = mode.map { [$0] } ?? keyMap.modes(of: name)
    var helps: [String] = []
    for binding in keyMap.bindings where binding.name == name && !Set(modes).isDisjoint(with: binding.modes) {
      if !helps.contains(binding.help) { helps.append(binding.help) }
    }
    let keys = keyMap.keys(of: name, in: modes[0]).map(\.word)
    return "; \(helps.joined(separator: " / "))\n;\(name) = \(keys.joined(separator: ", "))\n"
  }
}

extension KeyMap {
  /// The names of all actions, in the order of the table.
  var names: [String] {
    var seen: Set<String> = []
    return bindings.map(\.name).filter { seen.insert($0).inserted }
  }

  /// The modes in which an action exists.
  func modes(of name: String) -> [Mode] {
    let named = bindings.filter { $0.name == name }
    return Mode.allCases.filter { mode in named.contains { $0.modes.contains(mode) } }
  }

  /// The keys of an action in a mode.
  func keys(of name: String, in mode: Mode) -> [Key] {
    bindings.filter { $0.name == name && $0.modes.contains(mode) }.flatMap(\.keys)
  }

  /// The map with other keys: those said of a mode count more than those said of all.
  func changed(by changes: [KeyChange]) -> KeyMap {
    var given: [Mode: Set<String>] = [:]
    let bindings = bindings.flatMap { binding -> [KeyBinding] in
      var parts: [(keys: [Key], modes: [Mode])] = []
      for mode in binding.modes {
        let new = Self.keys(of: binding.name, in: mode, changes)
        // Of an action with several bindings in a mode, the first takes all the new keys.
        if new != nil && !given[mode, default: []].insert(binding.name).inserted { continue }
        let keys = new ?? binding.keys
        if let index = parts.firstIndex(where: { $0.keys == keys }) {
          parts[index].modes.append(mode)
        } else {
          parts.append((keys, [mode]))
        }
      }
      return parts.map { KeyBinding(binding.name, $0.keys, binding.action, $0.modes, binding.help) }
    }
    return KeyMap(bindings)
  }

  private static func keys(of name: String, in mode: Mode, _ changes: [KeyChange]) -> [Key]? {
    let named = changes.filter { $0.name == name }
    let change = named.first { $0.mode == mode } ?? named.first { $0.mode == nil }
    return change?.keys(in: mode)
  }
}
