/// A place in the bytes of a flat JSON object that is written plainly; white space between tokens is passed over.
///
/// Whatever is not plain, such as an escape in a string or a number that is no integer, fails here and is left to the
/// general decoder, which also says what is wrong.
struct JSONCursor {
  let bytes: UnsafeBufferPointer<UInt8>
  var index = 0
  var hasFailed = false

  /// Reads the one object that `bytes` are.
  /// - Parameter value: Reads the value of a field, and says whether it could.
  /// - Returns: Whether all of it was read.
  static func readObject(
    _ bytes: [UInt8], _ value: (_ name: UnsafeBufferPointer<UInt8>, _ cursor: inout JSONCursor) -> Bool
  ) -> Bool {
    bytes.withUnsafeBufferPointer { buffer in
      var cursor = JSONCursor(bytes: buffer)
      guard cursor.take("{") else { return false }
      repeat {
        guard let name = cursor.string(), cursor.take(":"), value(name, &cursor) else { return false }
      } while cursor.take(",")
      return cursor.take("}") && cursor.isAtEnd
    }
  }

  var isAtEnd: Bool {
    mutating get {
      skipSpace()
      return index == bytes.count
    }
  }

  mutating func skipSpace() {
    while index < bytes.count, bytes[index] == 0x20 || (0x09...0x0D).contains(bytes[index]) {
      // Vertical tab and form feed are no white space in JSON.
      guard bytes[index] != 0x0B, bytes[index] != 0x0C else { return }
      index += 1
    }
  }

  mutating func take(_ character: Unicode.Scalar) -> Bool {
    skipSpace()
    guard index < bytes.count, bytes[index] == UInt8(ascii: character) else { return false }
    index += 1
    return true
  }

  /// What stands between quotes, if it is printable ASCII without an escape.
  mutating func string() -> UnsafeBufferPointer<UInt8>? {
    guard take("\"") else { return nil }
    let start = index
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "\""):
        index += 1
        return UnsafeBufferPointer(rebasing: bytes[start..<index - 1])
      case UInt8(ascii: "\\"), ..<0x20, 0x7F...: return nil
      default: index += 1
      }
    }
    return nil
  }

  mutating func text() -> String? {
    guard let characters = string() else { return failed() }
    return String(decoding: characters, as: UTF8.self)
  }

  /// What stands between quotes without an escape, in any script, if it is valid UTF-8.
  mutating func anyText() -> String? {
    guard take("\"") else { return failed() }
    let start = index
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "\""):
        index += 1
        return String(validating: bytes[start..<index - 1], as: UTF8.self) ?? failed()
      case UInt8(ascii: "\\"), ..<0x20: return failed()
      default: index += 1
      }
    }
    return failed()
  }

  /// Digits only, few enough to fit.
  mutating func integer() -> Int64? {
    skipSpace()
    let start = index
    var number: Int64 = 0
    while index < bytes.count, index - start < 18, case let digit = bytes[index] &- UInt8(ascii: "0"),
      digit < 10
    {
      number = number * 10 + Int64(digit)
      index += 1
    }
    let hasLeadingZero = index - start > 1 && bytes[start] == UInt8(ascii: "0")
    guard index > start, !hasLeadingZero, index < bytes.count, !continuesNumber(bytes[index]) else {
      return failed()
    }
    return number
  }

  private func continuesNumber(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: ".")
      || byte == UInt8(ascii: "e") || byte == UInt8(ascii: "E")
  }

  mutating func boolean() -> Bool? {
    skipSpace()
    for (word, value) in [("true", true), ("false", false)]
    where bytes[index...].starts(with: word.utf8) {
      index += word.utf8.count
      return value
    }
    return failed()
  }

  private mutating func failed<Value>() -> Value? {
    hasFailed = true
    return nil
  }
}

/// Reads a receipt without a general JSON decoder, if it is written plainly.
///
/// Receipts come by the hundred thousand a second, and a decoder takes some ten times as long as all else that is done with
/// one. Most are written the same way: an object of known fields, each once, with strings that need no unescaping and
/// plain integers. Whatever else a record holds is `nil` here and left to the decoder, which also says what is wrong; a
/// property test holds the two together.
struct ReceiptScanner {
  /// The fields that were there.
  private(set) var version: Int64?
  private(set) var user: String?
  private(set) var channel: String?
  private(set) var seq: Int64?
  private(set) var epoch: Int64?
  private(set) var isUnread: Bool?

  /// Reads `bytes`, in linear time and without allocating anything but the two names.
  init?(_ bytes: [UInt8]) {
    guard JSONCursor.readObject(bytes, { readValue(of: $0, &$1) }) else { return nil }
  }

  private mutating func readValue(of name: UnsafeBufferPointer<UInt8>, _ cursor: inout JSONCursor) -> Bool {
    switch name.count {
    case 1 where name[0] == UInt8(ascii: "v") && version == nil: version = cursor.integer()
    case 3 where name.elementsEqual("seq".utf8) && seq == nil: seq = cursor.integer()
    case 4 where name.elementsEqual("user".utf8) && user == nil: user = cursor.text()
    case 5 where name.elementsEqual("epoch".utf8) && epoch == nil: epoch = cursor.integer()
    case 6 where name.elementsEqual("unread".utf8) && isUnread == nil: isUnread = cursor.boolean()
    case 7 where name.elementsEqual("channel".utf8) && channel == nil: channel = cursor.text()
    default: return false
    }
    return !cursor.hasFailed
  }
}

/// Reads a message without a general JSON decoder, if it is written plainly; see `ReceiptScanner`.
///
/// Only what is said: all other events are rare.
struct MessageScanner {
  private(set) var version: Int64?
  private(set) var id: String?
  private(set) var channel: String?
  private(set) var author: String?
  private(set) var body: String?

  /// Reads `bytes`, in linear time.
  init?(_ bytes: [UInt8]) {
    guard JSONCursor.readObject(bytes, { readValue(of: $0, &$1) }) else { return nil }
  }

  private mutating func readValue(of name: UnsafeBufferPointer<UInt8>, _ cursor: inout JSONCursor) -> Bool {
    switch name.count {
    case 1 where name[0] == UInt8(ascii: "v") && version == nil: version = cursor.integer()
    case 2 where name.elementsEqual("id".utf8) && id == nil: id = cursor.anyText()
    case 4 where name.elementsEqual("body".utf8) && body == nil: body = cursor.anyText()
    case 6 where name.elementsEqual("author".utf8) && author == nil: author = cursor.text()
    case 7 where name.elementsEqual("channel".utf8) && channel == nil: channel = cursor.text()
    default: return false
    }
    return !cursor.hasFailed
  }
}
