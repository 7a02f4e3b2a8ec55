import Canvas

extension ScriptAction {
  /// The words that a step can begin with.
  static let names =
    "one of size, key, type, paste, click, wheel, mouse, focus, resize, wait, within, expect, frame, svg"

  /// Reads the rest of a step.
  init(_ name: String, _ line: inout ScriptLine) throws(ScriptError) {
    switch name {
    case "key": self = .input(try line.keys())
    case "type": self = .input(try line.typed())
    case "paste": self = .input([.paste(try line.text("a text in quotes"))])
    case "click":
      let place = try line.place()
      self = .input([.mouse(MouseEvent(.press(.left), at: place)), .mouse(MouseEvent(.release, at: place))])
    case "wheel": self = try line.wheel()
    case "mouse": self = .input([.mouse(try line.mouse())])
    case "focus": self = .input([.focus(try line.value("on or off") { ["on": true, "off": false][$0] })])
    case "resize": self = .input([.resize(try line.size())])
    case "wait": self = .wait(try line.duration())
    case "within": self = .within(try line.duration())
    case "expect": self = .expect(try ScriptExpectation(&line))
    case "frame": self = .frame(name: line.isAtEnd ? nil : try line.text("a name in quotes"))
    case "svg":
      let path = try line.text("a path in quotes")
      let palettes: [String: SVGPalette] = ["dark": .dark, "light": .light]
      self = .picture(path: path, line.isAtEnd ? .dark : try line.value("dark or light") { palettes[$0] })
    default: throw line.error("\(name.scriptQuoted) is no step", expected: Self.names)
    }
  }
}

extension ScriptLine {
  /// The most columns or rows: a picture of so many cells still fits in memory.
  private static let mostCells = 1_000

  mutating func size() throws(ScriptError) -> Size {
    try value("columns and rows up to \(Self.mostCells), such as 80x24") {
      guard let (width, height) = Self.pair($0, "x"), max(width, height) <= Self.mostCells else { return nil }
      return Size(width: width, height: height)
    }
  }

  fileprivate mutating func duration() throws(ScriptError) -> Duration {
    try value("a time of at most a day, such as 500ms, 2s or 1m") { Duration(script: $0) }
  }

  fileprivate mutating func keys() throws(ScriptError) -> [InputEvent] {
    var keys: [InputEvent] = []
    repeat {
      keys.append(
        .key(try value("keys such as n, Ctrl-N, Alt-Enter, PgDn, Space or F1") { Key(label: $0) }))
    } while !isAtEnd
    return keys
  }

  /// A key for each scalar: that is how terminals send text.
  fileprivate mutating func typed() throws(ScriptError) -> [InputEvent] {
    let text = try text("a text in quotes")
    guard text.unicodeScalars.allSatisfy(\.isTyped) else {
      throw error("no key types a control character", expected: "a text without; Enter is `key Enter`")
    }
    return text.unicodeScalars.map { .key(Key(.character(Character($0)))) }
  }

  fileprivate mutating func place() throws(ScriptError) -> Point {
    try value("a column and a row from 0, such as 30,4") {
      Self.pair($0, ",").map { Point(x: $0.0, y: $0.1) }
    }
  }

  fileprivate mutating func wheel() throws(ScriptError) -> ScriptAction {
    let kinds: [String: MouseEvent.Kind] = ["up": .wheelUp, "down": .wheelDown]
    let kind = try value("up or down") { kinds[$0] }
    return isAtEnd ? .wheel(kind) : .input([.mouse(MouseEvent(kind, at: try place()))])
  }

  fileprivate mutating func mouse() throws(ScriptError) -> MouseEvent {
    let kinds = MouseEvent.Kind.scripted
    let kind = try value("one of \(kinds.map(\.scriptName).joined(separator: ", "))") { word in
      kinds.first { $0.scriptName == word }
    }
    let place = try place()
    var modifiers: Key.Modifiers = []
    while !isAtEnd {
      modifiers.formUnion(
        try value("Ctrl, Alt or Shift") { word in
          Key.Modifiers.scriptNames.first { $0.1 == word }?.0
        })
    }
    return MouseEvent(kind, at: place, modifiers)
  }

  private static func pair(_ text: String, _ separator: Character) -> (Int, Int)? {
    let parts = text.split(separator: separator, omittingEmptySubsequences: false)
    guard parts.count == 2, let first = Int(scriptDigits: parts[0]), let second = Int(scriptDigits: parts[1])
    else { return nil }
    return (first, second)
  }
}

extension Unicode.Scalar {
  /// Whether a key types it; control characters come as other keys.
  var isTyped: Bool { value >= 0x20 && value != 0x7F }
}

extension MouseEvent.Kind {
  static let scripted: [MouseEvent.Kind] = [
    .press(.left), .press(.middle), .press(.right), .release, .drag, .wheelUp, .wheelDown,
  ]

  var scriptName: String {
    switch self {
    case .press(.left): "press-left"
    case .press(.middle): "press-middle"
    case .press(.right): "press-right"
    case .release: "release"
    case .drag: "drag"
    case .wheelUp: "wheel-up"
    case .wheelDown: "wheel-down"
    }
  }
}

extension Key.Modifiers {
  static let scriptNames: [(Key.Modifiers, String)] = [(.control, "Ctrl"), (.alt, "Alt"), (.shift, "Shift")]
}
