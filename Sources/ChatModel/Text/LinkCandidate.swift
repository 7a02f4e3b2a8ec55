/// What may be a link: `https`, `http` or `mailto`, a colon, and all that can belong to it.
///
/// Punctuation at the end, and closing brackets that were not opened in it, belong to the sentence around it.
struct LinkCandidate {
  /// The longest target, in bytes: VTE, the first to have links, takes no more.
  static let mostBytes = 2_083

  /// The link; nil if it is none after all.
  let token: InlineToken?
  /// Where to go on: after the link, or after all that was looked at.
  let next: Int

  /// - Parameters:
  ///   - colon: The place of a colon.
  ///   - range: What may belong to a link: the line, from the end of the last token.
  init?(_ text: BodyText, colon: Int, within range: Range<Int>) {
    guard let scheme = Self.schemes.first(where: { Self.precedes($0, text, colon, range.lowerBound) })
    else { return nil }
    let start = colon - scheme.utf8.count
    let rest = Self.contentStart(scheme, text, colon, range.upperBound)
    guard text.scalar(before: start, after: range.lowerBound)?.isPartOfWord != true,
      let rest, text.scalar(at: rest, before: range.upperBound).map(Self.canBegin) == true
    else { return nil }
    let end = Self.endOfLink(text, from: rest, before: range.upperBound)
    let link = start..<Self.withoutPunctuation(text, rest..<end)
    let target = Self.encoded(text, link)
    let isAddress = scheme != "mailto" || text.bytes[link].contains(UInt8(ascii: "@"))
    let isLink = isAddress && target.utf8.count <= Self.mostBytes
    token = isLink ? InlineToken(kind: .link(target), range: link) : nil
    next = isLink ? link.upperBound : end
  }

  private static let schemes = ["https", "http", "mailto"]

  private static func precedes(_ scheme: String, _ text: BodyText, _ colon: Int, _ start: Int) -> Bool {
    colon - start >= scheme.utf8.count
      && text.bytes[colon - scheme.utf8.count..<colon].elementsEqual(scheme.utf8) { $0 | 0x20 == $1 }
  }

  private static func contentStart(_ scheme: String, _ text: BodyText, _ colon: Int, _ end: Int) -> Int? {
    if scheme == "mailto" { return colon + 1 }
    let hasSlashes = text.has("/", at: colon + 1, before: end) && text.has("/", at: colon + 2, before: end)
    return hasSlashes ? colon + 3 : nil
  }

  private static func canBegin(_ scalar: Unicode.Scalar) -> Bool {
    (scalar.isPartOfWord || scalar == "[") && !scalar.joinsPrevious
  }

  private static func endOfLink(_ text: BodyText, from start: Int, before end: Int) -> Int {
    var offset = start
    while let scalar = text.scalar(at: offset, before: end), belongs(scalar) { offset += scalar.utf8.count }
    return offset
  }

  /// By RFC 3986, and RFC 3987 for what is not ASCII; of that, quotes and other punctuation end a link.
  private static func belongs(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII {
      return scalar > " " && scalar < "\u{7F}" && !"\"<>\\^`{|}".unicodeScalars.contains(scalar)
    }
    switch scalar.properties.generalCategory {
    case .spaceSeparator, .lineSeparator, .paragraphSeparator, .control, .openPunctuation, .closePunctuation,
      .initialPunctuation, .finalPunctuation, .otherPunctuation:
      return false
    default: return true
    }
  }

  /// The end of what remains, at least one byte.
  private static func withoutPunctuation(_ text: BodyText, _ range: Range<Int>) -> Int {
    var surplus: [UInt8: Int] = [:]
    for (open, close) in [("(", ")"), ("[", "]")] as [(Unicode.Scalar, Unicode.Scalar)] {
      surplus[UInt8(ascii: close)] = text.bytes[range].reduce(0) {
        $0 + ($1 == UInt8(ascii: close) ? 1 : $1 == UInt8(ascii: open) ? -1 : 0)
      }
    }
    var end = range.upperBound
    while end > range.lowerBound + 1 {
      let last = text.bytes[end - 1]
      if let count = surplus[last] {
        if count <= 0 { break }
        surplus[last] = count - 1
      } else if !".,:;!?'*_~".utf8.contains(last) {
        break
      }
      end -= 1
    }
    return end
  }

  /// Printable ASCII: all other bytes percent-encoded.
  private static func encoded(_ text: BodyText, _ range: Range<Int>) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(range.count)
    for byte in text.bytes[range] {
      if byte < 0x80 {
        bytes.append(byte)
      } else {
        bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 0xF)]]
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
