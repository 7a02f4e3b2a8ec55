import Canvas

extension InputDecoder {
  /// Takes the third byte and up to two before it of the X10 form, each a number plus 32.
  mutating func takeLegacyMouse(_ bytes: [UInt8], _ events: inout [InputEvent]) {
    guard bytes.count == 3 else {
      state = .legacyMouse(bytes)
      return
    }
    state = .ground
    let numbers = bytes.map { Int($0) - 32 }
    events += Self.mouse(UInt8(ascii: "M"), numbers).map { [.mouse($0)] } ?? []
  }

  /// The event of a button code, a column and a row, both from 1; nil for further buttons.
  static func mouse(_ final: UInt8, _ numbers: [Int]) -> MouseEvent? {
    guard numbers.count == 3, numbers[0] >= 0, numbers[1] > 0, numbers[2] > 0 else { return nil }
    guard let kind = kind(numbers[0], released: final == UInt8(ascii: "m")) else { return nil }
    return MouseEvent(
      kind, at: Point(x: numbers[1] - 1, y: numbers[2] - 1), modifiers(numbers[0]))
  }

  private static func kind(_ code: Int, released: Bool) -> MouseEvent.Kind? {
    switch code & ~0x1C {
    case 0...2 where released: .release
    case 0: .press(.left)
    case 1: .press(.middle)
    case 2: .press(.right)
    case 3: .release
    case 32...34: .drag
    case 64 where !released: .wheelUp
    case 65 where !released: .wheelDown
    default: nil
    }
  }

  private static func modifiers(_ code: Int) -> Key.Modifiers {
    var modifiers: Key.Modifiers = []
    if code & 4 != 0 { modifiers.insert(.shift) }
    if code & 8 != 0 { modifiers.insert(.alt) }
    if code & 16 != 0 { modifiers.insert(.control) }
    return modifiers
  }
}
