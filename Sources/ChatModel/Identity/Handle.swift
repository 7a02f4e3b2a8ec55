/// The form of names that users and channels are known by.
///
/// A handle is its own key, in PostgreSQL, in Redis and in the events: it never changes, needs no look-up to be
/// read by a person, and cannot smuggle anything into a key or a terminal.
enum Handle {
  /// Whether `text` is 1…`most` bytes of lower-case ASCII letters, digits, `-`, `_` and, if allowed, `.`, beginning
  /// and ending with a letter or a digit.
  static func isValid(_ text: String, most: Int, allowingDots: Bool) -> Bool {
    let bytes = text.utf8
    guard let first = bytes.first, let last = bytes.last, bytes.count <= most else { return false }
    guard isAlphanumeric(first), isAlphanumeric(last) else { return false }
    return bytes.allSatisfy { isInner($0) || (allowingDots && $0 == UInt8(ascii: ".")) }
  }

  /// Whether there are only characters of handles in `text`, whatever its form.
  static func isPlain(_ text: String) -> Bool {
    text.utf8.allSatisfy { isInner($0) || $0 == UInt8(ascii: ".") }
  }

  static func isAlphanumeric(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
    default: false
    }
  }

  static func isInner(_ byte: UInt8) -> Bool {
    isAlphanumeric(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
  }
}
