/// Hands parsed values to the synthesized `init(from:)` of commands and groups.
struct ArgumentDecoder: Decoder {
  let values: [[String]: any Sendable]
  var codingPath: [any CodingKey] = []
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  /// The value of the property that is being decoded.
  var value: (any Sendable)? { values[codingPath.map(\.stringValue)] }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedDecodingContainer<Key> {
    KeyedDecodingContainer(Properties<Key>(decoder: self))
  }

  func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
    throw Self.misuse(at: codingPath)
  }

  func singleValueContainer() throws -> any SingleValueDecodingContainer {
    throw Self.misuse(at: codingPath)
  }

  static func misuse(at path: [any CodingKey]) -> DecodingError {
    let text = "give the property @Option, @Flag, @Argument or @OptionGroup, or leave it out of CodingKeys"
    return .dataCorrupted(DecodingError.Context(codingPath: path, debugDescription: text))
  }

  private func below(_ key: some CodingKey) -> ArgumentDecoder {
    ArgumentDecoder(values: values, codingPath: codingPath + [key])
  }

  private struct Properties<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let decoder: ArgumentDecoder
    var codingPath: [any CodingKey] { decoder.codingPath }
    var allKeys: [Key] { decoder.values.keys.compactMap { $0.first.flatMap(Key.init(stringValue:)) } }

    func contains(_ key: Key) -> Bool { decoder.below(key).value != nil }
    func decodeNil(forKey key: Key) -> Bool { !contains(key) }
    func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T { try T(from: decoder.below(key)) }
    func superDecoder() -> any Decoder { decoder }
    func superDecoder(forKey key: Key) -> any Decoder { decoder.below(key) }

    func nestedContainer<Nested: CodingKey>(
      keyedBy type: Nested.Type, forKey key: Key
    ) -> KeyedDecodingContainer<Nested> {
      decoder.below(key).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
      try decoder.below(key).unkeyedContainer()
    }
  }
}
