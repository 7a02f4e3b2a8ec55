/// A colour of the terminal's palette, or the terminal's own foreground or background.
///
/// The sixteen named colours are the first entries of xterm's palette of 256, so `.red == .indexed(1)`.
public struct Color: Hashable, Sendable {
  /// Zero for the terminal's own colour, else one more than the palette index: nine bits.
  let code: UInt16

  init(code: UInt16) {
    self.code = code
  }

  /// The entry of the palette, 0 to 255; nil for the terminal's own colour.
  public var index: UInt8? {
    code == 0 ? nil : UInt8(code - 1)
  }

  /// An entry of the palette: 0–15 the named colours, 16–231 a 6×6×6 cube, 232–255 greys.
  public static func indexed(_ index: UInt8) -> Color { Color(code: UInt16(index) + 1) }

  /// The terminal's own foreground or background.
  public static var `default`: Color { Color(code: 0) }
  /// ANSI black.
  public static var black: Color { indexed(0) }
  /// ANSI red.
  public static var red: Color { indexed(1) }
  /// ANSI green.
  public static var green: Color { indexed(2) }
  /// ANSI yellow, brown on some terminals.
  public static var yellow: Color { indexed(3) }
  /// ANSI blue.
  public static var blue: Color { indexed(4) }
  /// ANSI magenta.
  public static var magenta: Color { indexed(5) }
  /// ANSI cyan.
  public static var cyan: Color { indexed(6) }
  /// ANSI white, a light grey on most terminals.
  public static var white: Color { indexed(7) }
  /// Bright black, a dark grey on most terminals.
  public static var brightBlack: Color { indexed(8) }
  /// Bright red.
  public static var brightRed: Color { indexed(9) }
  /// Bright green.
  public static var brightGreen: Color { indexed(10) }
  /// Bright yellow.
  public static var brightYellow: Color { indexed(11) }
  /// Bright blue.
  public static var brightBlue: Color { indexed(12) }
  /// Bright magenta.
  public static var brightMagenta: Color { indexed(13) }
  /// Bright cyan.
  public static var brightCyan: Color { indexed(14) }
  /// Bright white.
  public static var brightWhite: Color { indexed(15) }
}

extension Color: CustomStringConvertible {
  /// "default" or the index in the palette.
  public var description: String {
    index.map { "\($0)" } ?? "default"
  }
}
