extension PostgresRow {
  /// The value of a text[] or varchar[] column without NULL elements.
  public func textArray(_ column: Int) throws(PostgresError) -> [String] {
    try unwrap(optionalTextArray(column), column)
  }

  /// The value of a text[] or varchar[] column without NULL elements, or `nil` if the whole array is NULL.
  public func optionalTextArray(_ column: Int) throws(PostgresError) -> [String]? {
    try readArray(column, as: "text[]", [.textArray, .varcharArray]) { String(decoding: $0, as: UTF8.self) }
  }

  /// The value of a bigint[], integer[] or smallint[] column without NULL elements.
  public func bigintArray(_ column: Int) throws(PostgresError) -> [Int64] {
    try unwrap(optionalBigintArray(column), column)
  }

  /// The value of a bigint[], integer[] or smallint[] column without NULL elements, or `nil` if the whole array is NULL.
  public func optionalBigintArray(_ column: Int) throws(PostgresError) -> [Int64]? {
    try readArray(
      column, as: "bigint[]", [.bigintArray, .integerArray, .smallintArray], Self.integer
    )
  }

  private func readArray<T>(
    _ column: Int, as wanted: String, _ accepted: [PostgresType], _ decode: (UnsafeRawBufferPointer) -> T
  ) throws(PostgresError) -> [T]? {
    let elements = try read(column, as: wanted, accepted) { Self.elements($0, decode) }
    guard let elements else { return nil }
    guard let elements else {
      throw .misuse(
        "22004", "\(described(column)) has NULL elements or more than one dimension",
        attempted: "read a \(wanted)"
      )
    }
    return elements
  }

  /// Decodes the layout of `array_send`, which `BinaryEncoder` describes; `nil` if an element is NULL or the array has
  /// several dimensions.
  private static func elements<T>(
    _ buffer: UnsafeRawBufferPointer, _ decode: (UnsafeRawBufferPointer) -> T
  ) -> [T]? {
    func number(at offset: Int) -> Int {
      Int(Int32(bigEndian: buffer.loadUnaligned(fromByteOffset: offset, as: Int32.self)))
    }
    let dimensions = number(at: 0)
    guard dimensions > 0 else { return [] }
    guard dimensions == 1 else { return nil }
    let count = number(at: 12)
    var offset = 20
    var elements: [T] = []
    elements.reserveCapacity(count)
    for _ in 0..<count {
      let size = number(at: offset)
      guard size >= 0 else { return nil }
      elements.append(decode(UnsafeRawBufferPointer(rebasing: buffer[(offset + 4)..<(offset + 4 + size)])))
      offset += 4 + size
    }
    return elements
  }
}
