extension TextWidth {
  /// The text, cut at a grapheme so that it and the ellipsis fit; unchanged if it fits as it is.
  ///
  /// An ellipsis wider than the columns is left out.
  public static func truncated(_ text: String, to columns: Int, ellipsis: String = "…") -> String {
    guard exceeds(text, columns) else { return text }
    let mark = width(ellipsis) <= columns ? ellipsis : ""
    return String(text[..<prefixEnd(text, columns: columns - width(mark))]) + mark
  }

  /// The text, truncated or filled up with spaces at its end to take exactly these columns.
  public static func padded(_ text: String, to columns: Int) -> String {
    let cut = truncated(text, to: columns)
    return cut + String(repeating: " ", count: max(0, columns - width(cut)))
  }

  /// Where the longest prefix of whole graphemes that fits ends.
  static func prefixEnd(_ text: String, columns: Int) -> String.Index {
    text.utf8.index(text.startIndex, offsetBy: fitting(text, columns).bytes)
  }

  /// Whether a text is wider; looks at no more of it than it must.
  private static func exceeds(_ text: String, _ columns: Int) -> Bool {
    !fitting(text, columns).isWhole
  }

  /// The length of the longest prefix of whole graphemes that fits, in bytes, and whether it is the whole text.
  private static func fitting(_ text: String, _ columns: Int) -> (bytes: Int, isWhole: Bool) {
    TextScanner.scan(text) { scanner in
      var left = columns
      var end = 0
      // A column more, so that a stretch that does not fit shows.
      while let piece = scanner.next(most: max(0, left) + 1) {
        let width = width(piece)
        if width > left {
          if case .ascii = piece { end += max(0, left) }
          return (end, false)
        }
        left -= width
        end = scanner.offset
      }
      return (end, true)
    }
  }
}
