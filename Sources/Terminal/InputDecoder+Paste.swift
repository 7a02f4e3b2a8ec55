import Canvas

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
