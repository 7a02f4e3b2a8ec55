import Canvas

/// Writes inputs that follow each other as the steps of a script.
enum ScriptWriter {
  static func lines(_ events: [InputEvent]) -> [String] {
    var lines: [String] = []
    var rest = events[...]
    while let first = rest.first {
      let keys = rest.prefix { if case .key = $0 { true } else { false } }
      if !keys.isEmpty {
        lines += Self.keys(keys.compactMap { if case .key(let key) = $0 { key } else { nil } })
        rest = rest[keys.endIndex...]
      } else if let place = click(rest) {
        lines.append("click \(place.script)")
        rest = rest.dropFirst(2)
      } else {
        if let line = line(first) { lines.append(line) }
        rest.removeFirst()
      }
    }
    return lines
  }

  /// Two or more keys that type are a text; others stand by their labels.
  private static func keys(_ keys: [Key]) -> [String] {
    var lines: [String] = []
    var labels: [String] = []
    func flush() {
      if !labels.isEmpty { lines.append("key " + labels.joined(separator: " ")) }
      labels = []
    }
    var rest = keys[...]
    while let first = rest.first {
      let typed = rest.prefix { $0.typedScalar != nil }
      if typed.count > 1 {
        flush()
        let text = String(String.UnicodeScalarView(typed.compactMap(\.typedScalar)))
        lines.append("type \(text.scriptQuoted)")
        rest = rest[typed.endIndex...]
      } else {
        labels.append(first.label.scriptWord)
        rest.removeFirst()
      }
    }
    flush()
    return lines
  }

  /// Where the left button was pressed and released at once.
  private static func click(_ events: ArraySlice<InputEvent>) -> Point? {
    guard case .mouse(let press) = events.first, press == MouseEvent(.press(.left), at: press.position),
      case .mouse(let release) = events.dropFirst().first,
      release == MouseEvent(.release, at: press.position)
    else { return nil }
    return press.position
  }

  private static func line(_ event: InputEvent) -> String? {
    switch event {
    case .paste(let text): "paste \(text.scriptQuoted)"
    case .focus(let hasFocus): "focus \(hasFocus ? "on" : "off")"
    case .resize(let size): "resize \(size.script)"
    case .mouse(let mouse): line(mouse)
    case .key, .signal, .woken, .end: nil
    }
  }

  private static func line(_ mouse: MouseEvent) -> String {
    let place = mouse.position.script
    let held = Key.Modifiers.scriptNames.filter { mouse.modifiers.contains($0.0) }.map { " \($0.1)" }.joined()
    switch mouse.kind {
    case .wheelUp where held.isEmpty: return "wheel up \(place)"
    case .wheelDown where held.isEmpty: return "wheel down \(place)"
    default: return "mouse \(mouse.kind.scriptName) \(place)\(held)"
    }
  }
}

extension Key {
  /// What `type` presses the key for.
  fileprivate var typedScalar: Unicode.Scalar? {
    guard modifiers.isEmpty, let scalars = typed?.unicodeScalars, scalars.count == 1 else { return nil }
    return scalars.first.flatMap { $0.isTyped ? $0 : nil }
  }
}

extension Point {
  fileprivate var script: String { "\(x),\(y)" }
}

extension Size {
  var script: String { "\(width)x\(height)" }
}
