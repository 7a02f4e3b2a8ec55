import Testing

@testable import Postgres

@Suite struct BinaryEncoderTests {
  private func encoded(_ value: PostgresValue) throws -> [UInt8] {
    var encoder = BinaryEncoder()
    try encoder.append(value)
    return encoder.bytes
  }

  @Test("an array is a header and length-prefixed elements")
  func array() throws {
    let header: [UInt8] = [0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 23, 0, 0, 0, 2, 0, 0, 0, 1]
    #expect(
      try encoded(.integerArray([1, -1])) == header + [
        0, 0, 0, 4, 0, 0, 0, 1, 0, 0, 0, 4, 255, 255, 255, 255,
      ])
  }

  @Test("an empty array has no dimensions")
  func emptyArray() throws {
    #expect(try encoded(.textArray([])) == [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 25])
  }

  @Test("a field of COPY has its length before it, NULL the length -1")
  func sized() throws {
    var encoder = BinaryEncoder()
    try encoder.appendSized(.text("ab"))
    try encoder.appendSized(.null)
    try encoder.appendSized(.text(""))
    #expect(encoder.bytes == [0, 0, 0, 2, 97, 98, 255, 255, 255, 255, 0, 0, 0, 0])
  }

  @Test("the Unix epoch is 946,684,800 s before PostgreSQL's, and the ends saturate")
  func epoch() {
    #expect(PostgresEpoch.wire(fromUnix: 946_684_800_000_000) == 0)
    #expect(PostgresEpoch.unix(fromWire: 0) == 946_684_800_000_000)
    #expect(PostgresEpoch.wire(fromUnix: .min) == .min && PostgresEpoch.wire(fromUnix: .max) == .max)
    #expect(PostgresEpoch.wire(fromUnix: .min + 5) == .min + 1)
    #expect(PostgresEpoch.unix(fromWire: .max - 5) == .max - 1)
  }
}
