import Canvas
import TestSupport

@testable import Playback

extension SeededRandom {
  mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &self) < percent }

  /// Text with everything that could break a line, a quote or an escape.
  mutating func text() -> String {
    var text = String.UnicodeScalarView()
    for _ in 0..<Int.random(in: 0...12, using: &self) { text.append(scalar()) }
    return String(text)
  }

  /// A scalar, often an awkward one.
  mutating func scalar() -> Unicode.Scalar {
    let awkward: [Unicode.Scalar] = [
      "\"", "\\", "\n", "\t", "\r", "#", " ", "{", "}", "\u{301}", "\u{200D}", "\u{85}", "\u{2028}", "\u{A0}",
      "\u{202E}",
      "\0", "\u{1B}", "\u{7F}", "👍",
    ]
    if chance(40) { return awkward.randomElement(using: &self) ?? "#" }
    if chance(70) { return Unicode.Scalar(UInt8.random(in: 0x20..<0x7F, using: &self)) }
    return Unicode.Scalar(UInt32.random(in: 0x80...0x1_FFFF, using: &self)) ?? "\u{FFFD}"
  }

  /// Something a terminal can report and a script can play.
  mutating func event() -> InputEvent {
    switch Int.random(in: 0..<12, using: &self) {
    case 0...6: .key(key())
    case 7: .paste(text())
    case 8: .focus(Bool.random(using: &self))
    case 9:
      .resize(Size(width: .random(in: 0...300, using: &self), height: .random(in: 0...100, using: &self)))
    default: .mouse(mouse())
    }
  }

  private mutating func key() -> Key {
    let named: [Key.Code] = [
      .enter, .escape, .backspace, .delete, .up, .pageDown, .insert,
      .function(Int.random(in: 1...20, using: &self)),
    ]
    if chance(20) {
      let modifiers = Key.Modifiers(rawValue: UInt8.random(in: 0...7, using: &self))
      return Key(named.randomElement(using: &self) ?? .enter, modifiers)
    }
    if chance(10) { return Key(chance(50) ? .tab : .backTab) }
    if chance(10) {
      return Key(.character(Character(Unicode.Scalar(UInt8.random(in: 0x61...0x7A, using: &self)))), .control)
    }
    var typed = scalar()
    while !typed.isTyped { typed = scalar() }
    return Key(.character(Character(typed)), chance(10) ? .alt : [])
  }

  private mutating func mouse() -> MouseEvent {
    let place = Point(x: .random(in: 0...2, using: &self), y: .random(in: 0...300, using: &self))
    let kind = MouseEvent.Kind.scripted.randomElement(using: &self) ?? .release
    let modifiers = Key.Modifiers(rawValue: UInt8.random(in: 0...7, using: &self))
    return MouseEvent(kind, at: place, chance(70) ? [] : modifiers)
  }
}
