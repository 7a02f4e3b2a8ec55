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
