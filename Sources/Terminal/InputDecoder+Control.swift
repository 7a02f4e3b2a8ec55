import Canvas

extension InputDecoder {
  /// Takes a byte after ESC [.
  mutating func takeControl(_ byte: UInt8, _ parameters: [UInt8], _ events: inout [InputEvent]) {
    switch byte {
    case 0x20...0x3F where parameters.count < Self.mostControl:
      state = .control(parameters + [byte])
    case UInt8(ascii: "[") where parameters.isEmpty: state = .linuxFunction
    case UInt8(ascii: "M") where parameters.isEmpty: state = .legacyMouse([])
    case 0x40...0x7E: finishControl(byte, parameters, &events)
    default:
      state = .ground
      if byte < 0x20 { takeText(byte, [], &events) }
    }
  }

  private mutating func finishControl(
    _ final: UInt8, _ parameters: [UInt8], _ events: inout [InputEvent]
  ) {
    state = .ground
    if parameters.first == UInt8(ascii: "<") {
      events += Self.mouse(final, Self.numbers(parameters.dropFirst())).map { [.mouse($0)] } ?? []
      return
    }
    let numbers = Self.numbers(parameters[...])
    switch (Unicode.Scalar(final), numbers.first) {
    case ("I", nil): events.append(.focus(true))
    case ("O", nil): events.append(.focus(false))
    case ("~", 200): state = .paste
    default: events += Self.key(final, numbers).map { [.key($0)] } ?? []
    }
  }

  /// The numbers between semicolons; what is not a number counts as 0, and sub-parameters are left out.
  private static func numbers(_ parameters: ArraySlice<UInt8>) -> [Int] {
    if parameters.isEmpty { return [] }
    return parameters.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false).map { field in
      let digits = field.prefix { (0x30...0x39).contains($0) }.prefix(6)
      return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }
  }

  private static func key(_ final: UInt8, _ numbers: [Int]) -> Key? {
    let bits = numbers.count > 1 ? max(0, numbers[1] - 1) & 7 : 0
    let modifiers = Key.Modifiers(rawValue: UInt8(bits))
    if final == UInt8(ascii: "~") {
      return numbers.first.flatMap(numberedCode).map { Key($0, modifiers) }
    }
    if final == UInt8(ascii: "Z") { return Key(.backTab, modifiers.subtracting(.shift)) }
    return letterCode(final).map { Key($0, modifiers) }
  }

  static func singleShiftKey(_ byte: UInt8) -> Key? {
    byte == UInt8(ascii: "M") ? Key(.enter) : letterCode(byte).map { Key($0) }
  }

  private static func letterCode(_ final: UInt8) -> Key.Code? {
    switch Unicode.Scalar(final) {
    case "A": .up
    case "B": .down
    case "C": .right
    case "D": .left
    case "H": .home
    case "F": .end
    case "P"..."S": .function(Int(final) - 0x4F)
    default: nil
    }
  }

  /// The keys of the VT220 and its heirs; the gaps in the numbers are theirs.
  private static func numberedCode(_ number: Int) -> Key.Code? {
    switch number {
    case 1, 7: .home
    case 2: .insert
    case 3: .delete
    case 4, 8: .end
    case 5: .pageUp
    case 6: .pageDown
    case 11...15: .function(number - 10)
    case 17...21: .function(number - 11)
    case 23...26: .function(number - 12)
    case 28, 29: .function(number - 13)
    case 31...34: .function(number - 14)
    default: nil
    }
  }
}
