/// How many columns text takes on a terminal, always equal to what a `Canvas` draws of it.
///
/// A plain terminal goes by `wcwidth`: one spacing scalar a cell, with marks on it. Graphemes that need more are
/// reduced first: a ZWJ sequence to its first emoji, skin tones and variation selectors dropped, a flag to its two
/// letters, a keycap to its key, an unprintable scalar to U+FFFD, a tab or line end to a space.
public enum TextWidth {
  /// The columns of a text on one line.
  /// - Complexity: O(*n*); ASCII takes no grapheme breaking.
  public static func width(_ text: String) -> Int {
    TextScanner.scan(text) { scanner in
      var sum = 0
      while let piece = scanner.next() { sum += width(piece) }
      return sum
    }
  }

  /// The columns of a grapheme: mostly 1 or 2, 0 for an invisible one, more for an Indic conjunct.
  public static func width(_ character: Character) -> Int {
    var sum = 0
    forEachCluster(of: character) { cluster in
      sum += cluster.width
      return true
    }
    return sum
  }

  /// What `wcwidth` of glibc 2.36 says of a scalar: 0, 1 or 2; nil for its -1.
  public static func width(of scalar: Unicode.Scalar) -> Int? {
    switch WidthTable.classify(scalar) {
    case .unprintable: scalar == "\0" ? 0 : nil
    case .ignorable, .mark: 0
    case .narrow: 1
    case .wide: 2
    }
  }

  /// The text as it is drawn.
  public static func reduced(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    forEachCluster(in: text) { cluster in
      result.append(cluster.scalar)
      if cluster.hasMarks { result.append(contentsOf: Cluster.scalars(cluster.marks)) }
      return true
    }
    return String(result)
  }
}

extension TextWidth {
  /// Calls `body` with each cluster of the reduced text until it returns false.
  static func forEachCluster(in text: String, _ body: (Cluster) -> Bool) {
    TextScanner.scan(text) { scanner in
      while let piece = scanner.next() {
        guard forEachCluster(of: piece, body) else { return }
      }
    }
  }

  private static func forEachCluster(of piece: TextScanner.Piece, _ body: (Cluster) -> Bool) -> Bool {
    switch piece {
    case .ascii(let bytes): bytes.allSatisfy { body(Cluster(Unicode.Scalar($0), width: 1)) }
    case .letter(let cluster): body(cluster)
    case .other(let character): forEachCluster(of: character, body)
    }
  }

  /// Calls `body` with each cluster of a grapheme until it returns false; returns whether it never did.
  @discardableResult
  static func forEachCluster(of character: Character, _ body: (Cluster) -> Bool) -> Bool {
    var reducer = GraphemeReducer()
    for scalar in character.unicodeScalars {
      switch reducer.add(scalar) {
      case .more: continue
      case .complete(let cluster): guard body(cluster) else { return false }
      case .end: return reducer.pending.map(body) ?? true
      }
    }
    return reducer.pending.map(body) ?? true
  }

  /// The columns of a piece.
  static func width(_ piece: TextScanner.Piece) -> Int {
    switch piece {
    case .ascii(let bytes): bytes.count
    case .letter(let cluster): cluster.width
    case .other(let character): width(character)
    }
  }
}

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
