import Canvas

extension InputDecoder {
  /// Takes a byte outside of sequences: a control character, ASCII, or the first byte of a longer character.
  mutating func takeText(
    _ byte: UInt8, _ modifiers: Key.Modifiers, _ events: inout [InputEvent]
  ) {
    state = .ground
    switch byte {
    case 0x1B: state = .escape
    case 0x00..<0x20, 0x7F:
      let key = Self.controlKey(byte)
      events.append(.key(Key(key.code, key.modifiers.union(modifiers))))
    case 0x20..<0x7F:
      events.append(.key(Key(.character(Character(Unicode.Scalar(byte))), modifiers)))
    case 0xC2...0xDF: state = .utf8([byte], count: 2, modifiers)
    case 0xE0...0xEF: state = .utf8([byte], count: 3, modifiers)
    case 0xF0...0xF4: state = .utf8([byte], count: 4, modifiers)
    default: events.append(.key(Key(.character("\u{FFFD}"), modifiers)))
    }
  }

  mutating func takeContinuation(
    _ byte: UInt8, _ bytes: [UInt8], _ count: Int, _ modifiers: Key.Modifiers,
    _ events: inout [InputEvent]
  ) {
    guard (0x80..<0xC0).contains(byte) else {
      events.append(.key(Key(.character("\u{FFFD}"), modifiers)))
      return takeText(byte, [], &events)
    }
    let bytes = bytes + [byte]
    guard bytes.count == count else {
      state = .utf8(bytes, count: count, modifiers)
      return
    }
    state = .ground
    let text = String(decoding: bytes, as: UTF8.self)
    // Surrogates and overlong forms decode to several replacement characters: one will do.
    let character = text.unicodeScalars.count == 1 ? text.first ?? "\u{FFFD}" : "\u{FFFD}"
    events.append(.key(Key(.character(character), modifiers)))
  }

  private static func controlKey(_ byte: UInt8) -> Key {
    switch byte {
    case 0x00: Key(.character(" "), .control)
    case 0x08, 0x7F: Key(.backspace)
    case 0x09: Key(.tab)
    case 0x0D: Key(.enter)
    case 0x01...0x1A: Key(.character(Character(Unicode.Scalar(byte + 0x60))), .control)
    default: Key(.character(Character(Unicode.Scalar(byte + 0x40))), .control)
    }
  }
}

extension InputDecoder {
  private static let end: [UInt8] = Array("\u{1B}[201~".utf8)

  mutating func takePasted(_ byte: UInt8, _ events: inout [InputEvent]) {
    pasted.append(byte)
    if byte == UInt8(ascii: "~") && pasted.suffix(Self.end.count).elementsEqual(Self.end) {
      pasted.removeLast(Self.end.count)
      state = .ground
      events += takePaste()
    } else if pasted.count == Self.mostPaste {
      events += takePaste()
    }
  }

  /// The paste so far.
  ///
  /// Terminals send line ends as CR, as if they were typed.
  mutating func takePaste() -> [InputEvent] {
    defer { pasted = [] }
    let text = String(decoding: pasted, as: UTF8.self)
    return [.paste(String(text.map { $0 == "\r" || $0 == "\r\n" ? "\n" : $0 }))]
  }
}
