import TestSupport
import Testing

@testable import Canvas

@Suite struct KeyLabelTests {
  @Test(
    "labels are read as people write them",
    arguments: [
      ("n", Key(.character("n"))), ("N", Key(.character("N"))), ("#", Key(.character("#"))),
      ("-", Key(.character("-"))), ("Ctrl-N", Key(.character("n"), .control)),
      ("ctrl-n", Key(.character("n"), .control)), ("C-n", Key(.character("n"), .control)),
      ("Ctrl--", Key(.character("-"), .control)), ("M-x", Key(.character("x"), .alt)),
      ("Alt-X", Key(.character("X"), .alt)), ("C-M-a", Key(.character("a"), [.control, .alt])),
      ("Alt-Enter", Key(.enter, .alt)), ("Shift-Tab", Key(.backTab)), ("BackTab", Key(.backTab)),
      ("S-x", Key(.character("X"))), ("PgDn", Key(.pageDown)), ("pagedown", Key(.pageDown)),
      ("Space", Key(.character(" "))), ("Ctrl-Space", Key(.character(" "), .control)),
      ("F1", Key(.function(1))), ("f20", Key(.function(20))), ("F", Key(.character("F"))),
      ("Ctrl-Left", Key(.left, .control)), ("Shift-Up", Key(.up, .shift)), ("RETURN", Key(.enter)),
      ("Escape", Key(.escape)), ("Esc", Key(.escape)), ("Delete", Key(.delete)), ("Ins", Key(.insert)),
    ])
  func reading(label: String, key: Key) {
    #expect(Key(label: label) == key)
  }

  @Test(
    "what is no label is no key",
    arguments: ["", "Ctrl-", "C-", "Ctrl", "F0", "F21", "PgDown", "nn", "Ctrl-nn", "Hyper-x", "Ctrl-Shift-N"])
  func refusal(label: String) {
    #expect(Key(label: label) == nil)
  }

  @Test(
    "every key that a terminal can report is read from its own label", arguments: 0..<300 as Range<UInt64>)
  func roundTrip(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    for _ in 0..<20 {
      let key = random.key()
      #expect(Key(label: key.label) == key, "\(key.label), seed \(seed)")
      if case .character = key.code { continue }
      #expect(Key(label: key.label.lowercased()) == key, "\(key.label), seed \(seed)")
    }
  }
}

extension SeededRandom {
  /// A key as the input of a terminal is decoded to: no Control with an upper-case letter, and Shift only where no
  /// character is typed.
  mutating func key() -> Key {
    let named: [Key.Code] = [
      .enter, .escape, .backspace, .delete, .up, .down, .left, .right, .home, .end, .pageUp, .pageDown,
      .insert,
      .function(Int.random(in: 1...20, using: &self)),
    ]
    let bits = Key.Modifiers(rawValue: UInt8.random(in: 0...7, using: &self))
    switch Int.random(in: 0..<4, using: &self) {
    case 0: return Key(named.randomElement(using: &self) ?? .enter, bits)
    case 1:
      let code: Key.Code = Bool.random(using: &self) ? .tab : .backTab
      return Key(code, bits.subtracting(.shift))
    case 2:
      let scalar = Unicode.Scalar(UInt8.random(in: 0x20..<0x7F, using: &self))
      let character = Character(scalar)
      let modifiers = bits.subtracting(.shift)
      return Key(.character(character), character.isUppercase ? modifiers.subtracting(.control) : modifiers)
    default:
      let scalar = Unicode.Scalar(UInt32.random(in: 0x80...0x1_FFFF, using: &self)) ?? "\u{FFFD}"
      return Key(.character(Character(scalar)), bits.intersection(.alt))
    }
  }
}
