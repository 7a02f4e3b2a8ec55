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
