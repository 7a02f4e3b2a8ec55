import Canvas

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
