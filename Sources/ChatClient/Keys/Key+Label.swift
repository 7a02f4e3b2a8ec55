import Canvas

extension Key {
  /// As people write it: `Ctrl-N`, `PgDn`, `?`.
  var label: String {
    var prefix = ""
    if modifiers.contains(.control) { prefix += "Ctrl-" }
    if modifiers.contains(.alt) { prefix += "Alt-" }
    if modifiers.contains(.shift) { prefix += "Shift-" }
    guard case .character(let character) = code else { return prefix + code.name }
    if character == " " { return prefix + "Space" }
    return prefix + (modifiers.contains(.control) ? character.uppercased() : String(character))
  }

  /// The character that the key types, if it types one.
  var typed: Character? {
    guard case .character(let character) = code, modifiers.isDisjoint(with: [.control, .alt]) else {
      return nil
    }
    return character
  }
}

extension Key.Code {
  fileprivate var name: String {
    switch self {
    case .character(let character): String(character)
    case .enter: "Enter"
    case .escape: "Esc"
    case .backspace: "Backspace"
    case .delete: "Del"
    case .tab: "Tab"
    case .backTab: "Shift-Tab"
    case .up: "Up"
    case .down: "Down"
    case .left: "Left"
    case .right: "Right"
    case .home: "Home"
    case .end: "End"
    case .pageUp: "PgUp"
    case .pageDown: "PgDn"
    case .insert: "Ins"
    case .function(let number): "F\(number)"
    }
  }
}
