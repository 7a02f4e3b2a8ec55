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
