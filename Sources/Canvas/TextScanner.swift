/// Splits a text into graphemes: printable ASCII in stretches, since it needs no rules, and the rest one by one.
///
/// Common letters beyond ASCII are told by their ranges, at a fifth of the cost of the standard library's rules.
struct TextScanner {
  enum Piece {
    /// Printable ASCII: every byte is a grapheme of one column. The buffer is valid during the scan.
    case ascii(UnsafeBufferPointer<UInt8>)
    /// A grapheme of one scalar that has one or two columns.
    case letter(Cluster)
    case other(Character)
  }

  /// How many bytes have been scanned: where the next piece starts.
  private(set) var offset = 0
  private let text: String
  private let bytes: UnsafeBufferPointer<UInt8>

  private init(_ text: String, _ bytes: UnsafeBufferPointer<UInt8>) {
    self.text = text
    self.bytes = bytes
  }

  /// Calls `body` with a scanner of a text.
  static func scan<Result>(_ text: String, _ body: (inout TextScanner) -> Result) -> Result {
    var copy = text
    return copy.withUTF8 { bytes in
      var scanner = TextScanner(text, bytes)
      return body(&scanner)
    }
  }

  /// The next piece; nil at the end.
  /// - Parameter most: The longest stretch of ASCII; longer ones come in parts.
  mutating func next(most: Int = .max) -> Piece? {
    guard offset < bytes.count else { return nil }
    let end = endOfASCII(most: most)
    if end > offset {
      defer { offset = end }
      return .ascii(UnsafeBufferPointer(rebasing: bytes[offset..<end]))
    }
    return nextLetter() ?? nextCharacter()
  }

  /// Where a stretch of graphemes of one ASCII byte ends: the last byte is not of it if marks may follow.
  private func endOfASCII(most: Int) -> Int {
    let limit = bytes.count - offset > most ? offset + most : bytes.count
    var end = offset
    while end < limit && isPlain(bytes[end]) { end += 1 }
    let isWhole = end == bytes.count || bytes[end] < 0x80 || simpleScalar(at: end) != nil
    return isWhole ? end : max(offset, end - 1)
  }

  private mutating func nextLetter() -> Piece? {
    guard let (scalar, end) = simpleScalar(at: offset),
      end == bytes.count || bytes[end] < 0x80 || simpleScalar(at: end) != nil
    else { return nil }
    switch WidthTable.classify(scalar) {
    case .narrow:
      offset = end
      return .letter(Cluster(scalar, width: 1))
    case .wide:
      offset = end
      return .letter(Cluster(scalar, width: 2))
    case .unprintable, .ignorable, .mark: return nil
    }
  }

  private mutating func nextCharacter() -> Piece {
    let start = text.utf8.index(text.startIndex, offsetBy: offset)
    offset += text.utf8.distance(from: start, to: text.index(after: start))
    return .other(text[start])
  }

  private func isPlain(_ byte: UInt8) -> Bool { byte >= 0x20 && byte < 0x7F }

  /// A scalar of two or three bytes, and where it ends, if it never joins one like it or ASCII into a grapheme.
  ///
  /// By UAX #29: no marks, joiners, jamo, prepended or regional signs. Hangul syllables are not followed by a jamo here.
  private func simpleScalar(at start: Int) -> (Unicode.Scalar, end: Int)? {
    // The text is valid UTF-8: a lead byte has its continuation bytes.
    let lead = UInt32(bytes[start])
    let value: UInt32
    let end: Int
    switch lead {
    case 0xC2...0xDF:
      value = (lead & 0x1F) << 6 | UInt32(bytes[start + 1] & 0x3F)
      end = start + 2
    case 0xE2...0xEF:
      value = (lead & 0x0F) << 12 | UInt32(bytes[start + 1] & 0x3F) << 6 | UInt32(bytes[start + 2] & 0x3F)
      end = start + 3
    default: return nil
    }
    switch value {
    case 0xA0...0xAC, 0xAE...0x2FF, 0x370...0x482, 0x48A...0x52F, 0x5D0...0x5EA, 0x620...0x64A,
      0x2010...0x2027, 0x2500...0x259F, 0x3041...0x3096, 0x30A1...0x30FC, 0x3400...0x9FFF, 0xAC00...0xD7A3:
      return Unicode.Scalar(value).map { ($0, end) }
    default: return nil
    }
  }
}
