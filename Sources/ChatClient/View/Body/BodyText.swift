/// The bytes of a message's text, with the letters around a place in it.
struct BodyText {
  let bytes: [UInt8]

  init(_ text: String) {
    bytes = Array(text.utf8)
  }

  /// Whether there is any character that marks, names and links begin with, or that tells a link.
  var mayHaveMarks: Bool {
    bytes.contains { byte in
      switch byte {
      case UInt8(ascii: "`"), UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: ">"), UInt8(ascii: ":"),
        UInt8(ascii: "@"), UInt8(ascii: "#"):
        true
      default: false
      }
    }
  }

  func string(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

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
