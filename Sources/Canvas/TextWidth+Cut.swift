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
    var left = columns
    var index = text.startIndex
    while index < text.endIndex {
      left -= width(text[index])
      if left < 0 { break }
      text.formIndex(after: &index)
    }
    return index
  }

  /// Whether a text is wider; looks at no more of it than it must.
  private static func exceeds(_ text: String, _ columns: Int) -> Bool {
    var left = columns
    forEachCluster(in: text) { cluster in
      left -= cluster.width
      return left >= 0
    }
    return left < 0
  }
}
