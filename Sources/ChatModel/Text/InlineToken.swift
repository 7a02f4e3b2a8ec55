/// A piece of a line of a message.
public struct InlineToken: Hashable, Sendable {
  /// What a piece is.
  public enum Kind: Hashable, Sendable {
    /// Nothing special.
    case text
    /// Code between backticks.
    case code
    /// A link to a URI of printable ASCII.
    case link(String)
    /// `@alice`.
    case user(UserID)
    /// `@channel`.
    case everyone
    /// `#general`.
    case channel
    /// What may begin or end an emphasis.
    case mark(EmphasisMark)
  }

  /// What it is.
  public let kind: Kind
  /// Its bytes in the message.
  public let range: Range<Int>
}

/// One asterisk, one underscore or two asterisks, at the edge of a word.
public struct EmphasisMark: Hashable, Sendable {
  /// Which marks belong together.
  public enum Sign: Hashable, Sendable { case asterisk, underscore, asterisks }

  /// The punctuation that an emphasised text may begin with.
  private static let beginnings = Set("`@#_*([{<\"'~+-$&".unicodeScalars)
  private static let openBrackets = Set("([{<".unicodeScalars)

  /// What it is made of.
  public let sign: Sign
  /// Whether an emphasis can begin here: after no letter, before one.
  public let opens: Bool
  /// Whether an emphasis can end here.
  public let closes: Bool

  /// A run of asterisks or underscores in a line; nil if it is no mark: of another length, or in the midst of a word.
  init?(_ text: BodyText, _ run: Range<Int>, in line: Range<Int>) {
    switch (text.bytes[run.lowerBound], run.count) {
    case (UInt8(ascii: "*"), 1): sign = .asterisk
    case (UInt8(ascii: "*"), 2): sign = .asterisks
    case (UInt8(ascii: "_"), 1): sign = .underscore
    default: return nil
    }
    let before = text.scalar(before: run.lowerBound, after: line.lowerBound)
    let after = text.scalar(at: run.upperBound, before: line.upperBound)
    opens = before.map { !$0.isPartOfWord } ?? true && after.map(Self.begins) ?? false
    closes = before.map(Self.ends) ?? false && after.map { !$0.isPartOfWord } ?? true
    guard opens || closes else { return nil }
  }

  private static func begins(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return scalar.isPartOfWord || beginnings.contains(scalar) }
    return !scalar.properties.isWhitespace && !scalar.joinsPrevious
  }

  private static func ends(_ scalar: Unicode.Scalar) -> Bool {
    !scalar.properties.isWhitespace && !openBrackets.contains(scalar)
  }
}
