import Canvas

/// Which characters a terminal can show.
public enum Glyphs: Hashable, Sendable {
  /// All of Unicode that is drawn with one or two columns.
  case unicode
  /// ASCII; other characters are replaced.
  case ascii

  /// The glyphs for the locale that an environment names.
  ///
  /// The first of `LC_ALL`, `LC_CTYPE` and `LANG` that is not empty counts; see POSIX, "Environment Variables", 8.2.
  public static func choose(environment: [String: String]) -> Glyphs {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].lazy
      .compactMap { environment[$0] }.first { !$0.isEmpty }
    let codeset = (locale ?? "").lowercased()
    return codeset.contains("utf-8") || codeset.contains("utf8") ? .unicode : .ascii
  }

  /// The characters for lines and boxes.
  public var lines: LineSet { self == .unicode ? .unicode : .ascii }

  /// What is sent for a cell: its scalar and marks, or a character of ASCII a column.
  func scalars(of cell: Cell, _ marks: [Unicode.Scalar]) -> [Unicode.Scalar] {
    switch self {
    case .unicode: [cell.scalar] + marks
    case .ascii: Array(repeating: Self.ascii(cell.scalar), count: cell.width)
    }
  }

  /// The ASCII character that stands for a scalar; the scalar itself if it is ASCII.
  static func ascii(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    if scalar.isASCII { return scalar }
    return replacements[scalar] ?? "?"
  }

  private static let replacements: [Unicode.Scalar: Unicode.Scalar] = [
    "─": "-", "│": "|", "┌": "+", "┐": "+", "└": "+", "┘": "+", "├": "+", "┤": "+", "┬": "+", "┴": "+",
    "┼": "+", "…": "~", "·": ".", "●": "*", "○": "o", "▸": ">", "▾": "v", "↑": "^", "↓": "v", "→": ">",
    "←": "<", "–": "-", "—": "-", "‘": "'", "’": "'", "“": "\"", "”": "\"", "•": "*", "✓": "+", "\u{A0}": " ",
  ]
}
