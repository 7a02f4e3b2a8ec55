/// The parameters of one statement in the form that libpq takes, in one allocation.
struct EncodedParameters {
  let types: [PostgresType]
  private let bytes: [UInt8]
  /// Where each value lies in `bytes`; `nil` for NULL.
  private let ranges: [Range<Int>?]

  /// Encodes the values.
  /// - Throws: `PostgresError` 22021 when a text holds U+0000.
  init(_ values: [PostgresValue], of sql: String) throws(PostgresError) {
    var encoder = BinaryEncoder()
    // libpq takes a nil pointer for NULL, so that an empty value must point somewhere.
    encoder.append(UInt8(0))
    var ranges: [Range<Int>?] = []
    ranges.reserveCapacity(values.count)
    for (position, value) in values.enumerated() {
      let start = encoder.bytes.count
      do {
        try encoder.append(value)
      } catch {
        throw error.explained(in: "parameter $\(position + 1)", attempted: PostgresError.summary(of: sql))
      }
      ranges.append(value == .null ? nil : start..<encoder.bytes.count)
    }
    types = values.map(\.type)
    bytes = encoder.bytes
    self.ranges = ranges
  }

  /// Calls `body` with libpq's three arrays: values, lengths, formats (all binary).
  func withPointers<R>(_ body: (Int32, [UnsafePointer<CChar>?], [Int32], [Int32]) -> R) -> R {
    bytes.withUnsafeBytes { buffer in
      let values = ranges.map { range in
        range.flatMap { buffer.baseAddress?.advanced(by: $0.lowerBound).assumingMemoryBound(to: CChar.self) }
      }
      let lengths = ranges.map { Int32(clamping: $0?.count ?? 0) }
      return body(Int32(ranges.count), values, lengths, [Int32](repeating: 1, count: ranges.count))
    }
  }
}

extension BinaryEncoder.NulInText {
  /// The error for the caller, which says where the character is.
  func explained(in place: String, attempted: String) -> PostgresError {
    let element = element.map { "element \($0) of " } ?? ""
    return .misuse(
      "22021", "\(element)\(place) contains the character U+0000, which PostgreSQL cannot store",
      attempted: attempted, hint: "remove it, or use bytea"
    )
  }
}
