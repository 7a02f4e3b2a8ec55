import Canvas

/// How many colours a terminal is given.
public enum ColorMode: Hashable, Sendable {
  /// None: attributes only.
  case none
  /// The eight ANSI colours; a bright foreground becomes bold.
  case ansi8
  /// The eight ANSI colours and their bright forms.
  case ansi16
  /// xterm's palette of 256.
  case indexed256

  /// The mode for an environment and the number of colours in the terminal's description.
  ///
  /// `NO_COLOR`, if not empty, means none; see no-color.org.
  public static func choose(environment: [String: String], colors: Int) -> ColorMode {
    guard environment["NO_COLOR", default: ""].isEmpty else { return .none }
    return switch colors {
    case 256...: .indexed256
    case 16...: .ansi16
    case 8...: .ansi8
    default: .none
    }
  }

  /// The style with only the colours of this mode.
  func reduce(_ style: Style) -> Style {
    switch self {
    case .indexed256: return style
    case .none: return Style(.default, on: .default, style.attributes)
    case .ansi16:
      return Style(Self.ansi(style.foreground), on: Self.ansi(style.background), style.attributes)
    case .ansi8:
      let bright = (Self.ansi(style.foreground).index ?? 0) >= 8
      return Style(
        Self.dark(style.foreground), on: Self.dark(style.background),
        bright ? style.attributes.union(.bold) : style.attributes)
    }
  }

  /// The nearest of the sixteen colours.
  private static func ansi(_ color: Color) -> Color {
    guard let index = color.index, index >= 16 else { return color }
    if index >= 232 { return grey(Int(index) - 232, of: 24) }
    let cube = Int(index) - 16
    let levels = [cube / 36, cube / 6 % 6, cube % 6]
    let most = levels.max() ?? 0
    if levels.allSatisfy({ $0 == most }) { return grey(most, of: 6) }
    let bits = levels.enumerated().reduce(0) { $0 | ($1.element * 2 > most ? 1 << $1.offset : 0) }
    return .indexed(UInt8(bits + (most >= 4 ? 8 : 0)))
  }

  /// Black, dark grey, light grey or white.
  private static func grey(_ level: Int, of count: Int) -> Color {
    [Color.black, .brightBlack, .white, .brightWhite][level * 4 / count]
  }

  private static func dark(_ color: Color) -> Color {
    ansi(color).index.map { .indexed($0 & 7) } ?? color
  }
}
