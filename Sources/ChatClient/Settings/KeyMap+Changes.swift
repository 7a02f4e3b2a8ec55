import Canvas

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
