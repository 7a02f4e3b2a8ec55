/// What the bidirectional algorithm sees in a grapheme: a class of UAX #9, table 4, told by its first scalar.
///
/// Simplified: beyond the scripts written from right to left, classes follow from general categories, so that some
/// signs of the class L (Braille, squared letters, flags) count as neutral.
enum BidiClass {
  /// L
  case left
  /// R
  case right
  /// AL: as `right`, but numbers after it are Arabic ones.
  case arabic
  /// EN
  case europeanNumber
  /// AN
  case arabicNumber
  /// ES: plus and minus.
  case sign
  /// ET: currency, per cent, degrees.
  case terminator
  /// CS: comma, full stop, slash, colon.
  case separator
  /// ON, WS and all that is left.
  case neutral

  init(_ scalar: Unicode.Scalar) {
    self = Self.numeric(scalar.value) ?? Self.rightToLeft(scalar.value) ?? Self.general(scalar)
  }

  /// Whether a text has anything that is written from right to left; most texts are told by their bytes.
  static func isNeeded(for text: String) -> Bool {
    // The lead byte of U+0580 is 0xD6; all later scalars have a greater one.
    guard text.utf8.contains(where: { $0 >= 0xD6 }) else { return false }
    return text.unicodeScalars.contains { (0x590...0x8FF).contains($0.value) || rightToLeft($0.value) != nil }
  }

  private static func numeric(_ value: UInt32) -> BidiClass? {
    switch value {
    case 0x30...0x39, 0xB2, 0xB3, 0xB9, 0x6F0...0x6F9: .europeanNumber
    case 0x600...0x605, 0x660...0x669, 0x66B, 0x66C, 0x6DD, 0x890, 0x891, 0x8E2, 0x10D30...0x10D39,
      0x10E60...0x10E7E:
      .arabicNumber
    case 0x2B, 0x2D, 0x2212, 0xFB29: .sign
    case 0x23...0x25, 0xA2...0xA5, 0xB0, 0xB1, 0x609, 0x60A, 0x66A, 0x2030...0x2034, 0x20A0...0x20CF:
      .terminator
    case 0x2C, 0x2E, 0x2F, 0x3A, 0xA0, 0x60C, 0x202F, 0x2044: .separator
    default: nil
    }
  }

  /// The blocks of Hebrew, Arabic and their relatives.
  private static func rightToLeft(_ value: UInt32) -> BidiClass? {
    switch value {
    case 0x606, 0x607, 0x60E, 0x60F, 0x6DE, 0x6E9, 0x7F6...0x7F9, 0xFD3E...0xFD4F, 0xFDCF, 0xFDFD...0xFDFF:
      .neutral
    case 0x600...0x7BF, 0x860...0x8FF, 0xFB50...0xFDFF, 0xFE70...0xFEFC, 0x10D00...0x10D3F, 0x10F30...0x10F6F,
      0x1EC70...0x1EEFF:
      .arabic
    case 0x590...0x5FF, 0x7C0...0x85F, 0xFB1D...0xFB4F, 0x10800...0x10FFF, 0x1E800...0x1EFFF: .right
    default: nil
    }
  }

  private static func general(_ scalar: Unicode.Scalar) -> BidiClass {
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
      .letterNumber, .spacingMark, .privateUse:
      .left
    default: .neutral
    }
  }
}
