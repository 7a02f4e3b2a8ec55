/// The smallest use of Kafka's protocol that tells whether a broker is in service: Metadata, version 1, for no topics.
///
/// A TCP connect or ApiVersions succeeds earlier, while the broker is still fenced and creating a topic would fail.
/// Layout: https://kafka.apache.org/protocol#The_Messages_Metadata
enum KafkaMetadata {
  /// Length, then api key 3, version 1, correlation id 1, client id "dogear", an empty array of topics.
  static let request: [UInt8] = {
    let body: [UInt8] = [0, 3, 0, 1, 0, 0, 0, 1, 0, 6] + Array("dogear".utf8) + [0, 0, 0, 0]
    return [0, 0, 0, UInt8(body.count)] + body
  }()

  /// The number of brokers in the response so far received, or `nil` if it is not complete enough to say.
  ///
  /// The count stands after the length and the correlation id, four bytes each.
  static func brokers(inResponse bytes: [UInt8]) -> Int? {
    guard bytes.count >= 12 else { return nil }
    return Int(Int32(bitPattern: bytes[8..<12].reduce(0) { $0 << 8 | UInt32($1) }))
  }
}
