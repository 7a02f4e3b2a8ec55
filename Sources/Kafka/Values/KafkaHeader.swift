/// A named value that travels with a record beside its key and value.
public struct KafkaHeader: Sendable, Hashable {
  /// The name; a record may carry several headers of one name.
  public var name: String
  /// The bytes; Kafka gives them no meaning.
  public var value: [UInt8]

  /// Creates a header.
  public init(name: String, value: [UInt8]) {
    self.name = name
    self.value = value
  }

  /// Creates a header whose value is text in UTF-8.
  public init(_ name: String, _ text: String) {
    self.init(name: name, value: Array(text.utf8))
  }
}
