extension Key {
  /// As people write it: `Ctrl-N`, `PgDn`, `?`.
  public var label: String {
    var prefix = ""
    if modifiers.contains(.control) { prefix += "Ctrl-" }
    if modifiers.contains(.alt) { prefix += "Alt-" }
    if modifiers.contains(.shift) { prefix += "Shift-" }
    guard case .character(let character) = code else { return prefix + code.name }
    if character == " " { return prefix + "Space" }
    let isLetter = character.isASCII && modifiers.contains(.control)
    return prefix + (isLetter ? character.uppercased() : String(character))
  }

  /// The key with a label: the inverse of `label`, for every key that a terminal can report.
  ///
  /// Names may be in any case, and the usual other ones are known: `Return`, `Escape`, `PageDown`, `C-x`, `M-x`.
  /// - Parameter label: What `label` would say; nil comes of anything else.
  public init?(label: String) {
    var modifiers: Modifiers = []
    // By scalars: a combining mark would make one character with the hyphen before it.
    var scalars = label.unicodeScalars[...]
    while let (modifier, count) = Modifiers.prefix(of: scalars) {
      modifiers.insert(modifier)
      scalars = scalars.dropFirst(count)
    }
    let rest = String(scalars)
    if let code = Code(named: rest.lowercased()) {
      let isBackTab = code == .tab && modifiers.contains(.shift)
      self.init(isBackTab ? .backTab : code, isBackTab ? modifiers.subtracting(.shift) : modifiers)
      return
    }
    guard let character = rest.first, rest.count == 1 else { return nil }
    switch modifiers {
    // Terminals report a shifted letter as itself, and with Control not at all.
    case [.shift], [.shift, .alt]:
      guard let upper = character.uppercased().first, character.uppercased().count == 1 else { return nil }
      self.init(.character(upper), modifiers.subtracting(.shift))
    case _ where modifiers.contains(.shift): return nil
    case _ where modifiers.contains(.control) && character.isASCII:
      self.init(.character(character.lowercased().first ?? character), modifiers)
    default: self.init(.character(character), modifiers)
    }
  }

  /// The character that the key types, if it types one.
  public var typed: Character? {
    guard case .character(let character) = code, modifiers.isDisjoint(with: [.control, .alt]) else {
      return nil
    }
    return character
  }
}

extension Key.Code {
  /// Every name in lower case: first those that labels have, then the other usual ones.
  private static let named: [String: Key.Code] = {
    let codes: [Key.Code] =
      [
        .enter, .escape, .backspace, .delete, .tab, .up, .down, .left, .right, .home, .end, .pageUp,
        .pageDown, .insert,
      ] + (1...20).map { .function($0) }
    var named = Dictionary(uniqueKeysWithValues: codes.map { ($0.name.lowercased(), $0) })
    let others: [String: Key.Code] = [
      "space": .character(" "), "spc": .character(" "), "return": .enter, "ret": .enter, "escape": .escape,
      "bs": .backspace, "delete": .delete, "pageup": .pageUp, "pagedown": .pageDown, "insert": .insert,
      "backtab": .backTab,
    ]
    named.merge(others) { known, _ in known }
    return named
  }()

  fileprivate init?(named name: String) {
    guard let code = Self.named[name] else { return nil }
    self = code
  }

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

extension Key.Modifiers {
  private static let prefixes: [(String, Key.Modifiers)] = [
    ("ctrl-", .control), ("control-", .control), ("c-", .control), ("alt-", .alt), ("meta-", .alt),
    ("m-", .alt), ("shift-", .shift), ("s-", .shift),
  ]

  /// The modifier that a label begins with, and how long that is; a lone `C-` is none.
  fileprivate static func prefix(of label: Substring.UnicodeScalarView) -> (Key.Modifiers, count: Int)? {
    for (name, modifier) in prefixes
    where label.count > name.count && String(label.prefix(name.count)).lowercased() == name {
      return (modifier, name.count)
    }
    return nil
  }
}
