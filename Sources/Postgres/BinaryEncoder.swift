import Glibc

/// Writes values in PostgreSQL's binary format, all integers in network byte order.
///
/// The layouts are those of the `…send` functions of the server: `array_send` for arrays, which are a header (dimensions,
/// whether NULLs occur, element type, then length and lower bound of each dimension) and length-prefixed elements.
struct BinaryEncoder {
  /// A string holds U+0000, which PostgreSQL's text cannot.
  struct NulInText: Error {
    /// The position in the array, from 0, if the value is one.
    var element: Int?
  }

  /// All that was written.
  private(set) var bytes: [UInt8] = []

  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
  }

  mutating func append(_ value: some FixedWidthInteger) {
    withUnsafeBytes(of: value.bigEndian) { bytes.append(contentsOf: $0) }
  }

  mutating func append(raw: some Collection<UInt8>) {
    bytes.append(contentsOf: raw)
  }

  /// Appends the length of `value` and the value, as COPY and array elements want it; NULL is the length -1.
  mutating func appendSized(_ value: PostgresValue) throws(NulInText) {
    if value == .null { return append(Int32(-1)) }
    let start = bytes.count
    append(Int32(0))
    try append(value)
    withUnsafeBytes(of: Int32(clamping: bytes.count - start - 4).bigEndian) { size in
      for (offset, byte) in size.enumerated() { bytes[start + offset] = byte }
    }
  }

  /// Appends the value without its length; NULL is nothing at all.
  mutating func append(_ value: PostgresValue) throws(NulInText) {
    switch value {
    case .null: break
    case .text(let text): try append(text)
    case .bigint(let number): append(number)
    case .integer(let number): append(number)
    case .boolean(let flag): append(UInt8(flag ? 1 : 0))
    case .bytes(let raw): append(raw: raw)
    case .timestamp(let time): append(PostgresEpoch.wire(fromUnix: time))
    case .textArray(let texts): try append(texts)
    case .bigintArray(let numbers): append(array: numbers, of: .bigint) { $0 }
    case .integerArray(let numbers): append(array: numbers, of: .integer) { $0 }
    case .booleanArray(let flags): append(array: flags, of: .boolean) { UInt8($0 ? 1 : 0) }
    case .timestampArray(let times):
      append(array: times, of: .timestampWithZone) { PostgresEpoch.wire(fromUnix: $0) }
    }
  }

  private mutating func append(_ text: String) throws(NulInText) {
    var text = text
    let isClean = text.withUTF8 { utf8 in
      guard let base = utf8.baseAddress else { return true }
      bytes.append(contentsOf: utf8)
      return memchr(base, 0, utf8.count) == nil
    }
    guard isClean else { throw NulInText() }
  }

  private mutating func append(_ texts: [String]) throws(NulInText) {
    appendHeader(count: texts.count, of: .text)
    for (position, text) in texts.enumerated() {
      append(Int32(clamping: text.utf8.count))
      do { try append(text) } catch { throw NulInText(element: position) }
    }
  }

  private mutating func append<Element, Wire: FixedWidthInteger>(
    array: [Element], of type: PostgresType, _ wire: (Element) -> Wire
  ) {
    let width = MemoryLayout<Wire>.size
    bytes.reserveCapacity(bytes.count + 20 + array.count * (4 + width))
    appendHeader(count: array.count, of: type)
    for element in array {
      append(Int32(width))
      append(wire(element))
    }
  }

  /// The header of an array without NULLs; an empty one has no dimensions.
  private mutating func appendHeader(count: Int, of type: PostgresType) {
    append(Int32(count == 0 ? 0 : 1))
    append(Int32(0))
    append(type.rawValue)
    guard count > 0 else { return }
    append(Int32(clamping: count))
    append(Int32(1))
  }
}
