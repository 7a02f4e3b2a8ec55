extension StyledText {
  /// Breaks the text into lines of at most `width` columns, indent included.
  ///
  /// Lines end at line ends, else after spaces or beside wide characters, else, in a word longer than a line, between
  /// graphemes. Text stays in logical order, whatever its direction. There is always at least one line.
  /// - Parameters:
  ///   - width: The columns; less than 1 counts as 1.
  ///   - indent: The columns left empty on the first line; at least one column remains.
  ///   - hangingIndent: The columns left empty on all others; at least one column remains.
  /// - Complexity: O(*n*)
  public func wrapped(width: Int, indent: Int = 0, hangingIndent: Int = 0) -> [WrappedLine] {
    let width = max(1, width)
    let indent = min(max(0, indent), width - 1)
    let hangingIndent = min(max(0, hangingIndent), width - 1)
    let graphemes = allGraphemes
    let breaker = LineBreaker(firstWidth: width - indent, width: width - hangingIndent)
    return breaker.lines(graphemes.map(\.unit)).enumerated().map { number, line in
      WrappedLine(
        text: slice(graphemes[line.shown], limit: number == 0 ? breaker.firstWidth : breaker.width),
        indent: number == 0 ? indent : hangingIndent, range: line.range)
    }
  }

  private struct Grapheme {
    let run: Int
    let start: String.Index
    let end: String.Index
    let unit: LineBreaker.Unit
  }

  private var allGraphemes: [Grapheme] {
    runs.indices.flatMap { run in
      let text = runs[run].text
      return text.indices.map { index in
        Grapheme(
          run: run, start: index, end: text.index(after: index), unit: LineBreaker.Unit(text[index]))
      }
    }
  }

  /// The text of consecutive graphemes, whole stretches of a run at a time.
  private func slice(_ graphemes: ArraySlice<Grapheme>, limit: Int) -> StyledText {
    var result = StyledText()
    var rest = graphemes
    while let first = rest.first {
      let tooWide = first.unit.width > limit
      let stretch = rest.prefix { $0.run == first.run && ($0.unit.width > limit) == tooWide }
      let end = stretch.last?.end ?? first.end
      let text =
        tooWide
        ? String(repeating: LineBreaker.placeholder, count: stretch.count)
        : String(runs[first.run].text[first.start..<end])
      result.append(text, style: runs[first.run].style)
      rest = rest.dropFirst(stretch.count)
    }
    return result
  }
}
