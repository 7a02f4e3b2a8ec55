extension StyledText {
  /// Breaks the text into lines of at most `width` columns, indent included.
  ///
  /// Lines end at line ends, else after spaces or beside wide characters, else, in a word longer than a line, between
  /// graphemes. Text stays in logical order, whatever its direction; see `VisualOrder`. There is always at least one
  /// line.
  /// - Parameters:
  ///   - width: The columns; less than 1 counts as 1.
  ///   - indent: The columns left empty on the first line; at least one column remains.
  ///   - hangingIndent: The columns left empty on all others; at least one column remains.
  /// - Complexity: O(*n*); some 10 ns a letter.
  public func wrapped(width: Int, indent: Int = 0, hangingIndent: Int = 0) -> [WrappedLine] {
    let width = max(1, width)
    let indent = min(max(0, indent), width - 1)
    let hangingIndent = min(max(0, hangingIndent), width - 1)
    let breaker = LineBreaker(firstWidth: width - indent, width: width - hangingIndent)
    let graphemes = GraphemeList(self)
    var slicer = RunSlicer(runs)
    return breaker.lines(graphemes.units).enumerated().map { number, line in
      let limit = number == 0 ? breaker.firstWidth : breaker.width
      return WrappedLine(
        text: graphemes.text(line.shown, limit: limit, from: &slicer),
        indent: number == 0 ? indent : hangingIndent, range: line.range)
    }
  }
}

/// One line of a wrapped text.
public struct WrappedLine: Hashable, Sendable {
  /// What is shown: without the spaces at which the line was broken, and with `□` for a grapheme wider than the line.
  public let text: StyledText
  /// The columns to leave empty before the text.
  public let indent: Int
  /// The graphemes of the whole text that the line stands for, counted run by run: with the spaces at its end that
  /// are not shown, without the line end.
  public let range: Range<Int>

  /// The columns of the text, without the indent.
  public var width: Int { text.width }
}
