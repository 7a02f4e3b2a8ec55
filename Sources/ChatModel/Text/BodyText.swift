/// The bytes of a message's text, with the letters around a place in it.
public struct BodyText: Sendable {
  let bytes: [UInt8]

  /// Takes a text apart.
  public init(_ text: String) {
    bytes = Array(text.utf8)
  }

  /// Whether there is any character that marks, names and links begin with, or that tells a link.
  public var mayHaveMarks: Bool {
    bytes.contains { byte in
      switch byte {
      case UInt8(ascii: "`"), UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: ">"), UInt8(ascii: ":"),
        UInt8(ascii: "@"), UInt8(ascii: "#"):
        true
      default: false
      }
    }
  }

  /// The text in a range of its bytes.
  public func string(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  /// Whether a byte stands at a place before `end`.
  func has(_ byte: Unicode.Scalar, at offset: Int, before end: Int) -> Bool {
    offset < end && bytes[offset] == UInt8(ascii: byte)
  }

  /// Where the stretch of equal bytes that starts at a place ends.
  func endOfRun(at start: Int, before end: Int) -> Int {
    bytes[start..<end].firstIndex { $0 != bytes[start] } ?? end
  }

  /// The scalar that starts at a place before `end`; nil at the end.
  func scalar(at offset: Int, before end: Int) -> Unicode.Scalar? {
    guard offset < end else { return nil }
    if bytes[offset] < 0x80 { return Unicode.Scalar(bytes[offset]) }
    return String(decoding: bytes[offset..<min(end, offset + 4)], as: UTF8.self).unicodeScalars.first
  }

  /// The scalar that ends at a place after `start`; nil at the start.
  func scalar(before offset: Int, after start: Int) -> Unicode.Scalar? {
    guard offset > start else { return nil }
    var first = offset - 1
    while first > start && bytes[first] & 0xC0 == 0x80 { first -= 1 }
    return scalar(at: first, before: offset)
  }

  /// The scalar before a place and after `start` that the ones between are shown on; nil if there is none.
  func base(before offset: Int, after start: Int) -> Unicode.Scalar? {
    var offset = offset
    while let scalar = scalar(before: offset, after: start) {
      if !scalar.joinsPrevious { return scalar }
      offset -= scalar.utf8.count
    }
    return nil
  }
}

extension Unicode.Scalar {
  /// Whether it is, or belongs to, a letter or a number.
  public var isPartOfWord: Bool {
    if isASCII { return isASCIIWord }
    return properties.isAlphabetic || properties.numericType != nil || joinsPrevious
  }

  /// Whether it is shown on the character before it, which must not be cut off.
  public var joinsPrevious: Bool {
    !isASCII
      && (properties.isGraphemeExtend || properties.generalCategory == .spacingMark || value == 0x200D)
  }

  private var isASCIIWord: Bool {
    switch self {
    case "a"..."z", "A"..."Z", "0"..."9": true
    default: false
    }
  }
}

/// What somebody types to search for: words, the last of which may be the beginning of one.
public struct SearchWords: Hashable, Sendable {
  /// All that stands before the last piece of text without white space.
  public let whole: String
  /// That piece, up to its last letter or digit, where the unfinished word ends.
  ///
  /// It may hold several words, such as `error-ra`.
  public let last: String

  /// Reads what was typed, or `nil` if there is no letter or digit in it.
  ///
  /// PostgreSQL's text cannot hold NUL; here it parts words.
  public init?(_ text: String) {
    let text = text.utf8.contains(0) ? String(text.map { $0 == "\0" ? " " : $0 }) : text
    guard let end = text.lastIndex(where: { $0.isLetter || $0.isNumber }) else { return nil }
    let typed = text[...end]
    let start = typed.lastIndex(where: \.isWhitespace).map(typed.index(after:)) ?? typed.startIndex
    whole = String(typed[..<start])
    last = String(typed[start...])
  }
}
