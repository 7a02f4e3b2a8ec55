/// A record to be appended to the log.
public struct LogEntry: Hashable, Sendable {
  /// The topic's name.
  public let topic: String
  /// Records of one key keep their order.
  public let key: [UInt8]?
  /// The bytes.
  public let value: [UInt8]?
  /// Names and values beside the payload.
  public let headers: [String: String]
  /// The time to stamp the record with; `nil` means when it is appended.
  public var timestamp: Timestamp?

  /// Creates an entry.
  public init(
    topic: String, key: [UInt8]?, value: [UInt8]?, headers: [String: String] = [:],
    timestamp: Timestamp? = nil
  ) {
    self.timestamp = timestamp
    self.topic = topic
    self.key = key
    self.value = value
    self.headers = headers
  }

  /// A message on its way to the server.
  public init(_ event: MessageEvent, topics: Topics) {
    self.init(topic: topics.messages, key: Array(event.channel.rawValue.utf8), value: event.json)
  }

  /// A receipt on its way to the server.
  public init(_ event: ReceiptEvent, topics: Topics) {
    self.init(topic: topics.receipts, key: Array(event.key.user.rawValue.utf8), value: event.json)
  }
}
