/// The names of the Kafka topics.
public struct Topics: Hashable, Sendable {
  /// Messages to be numbered, keyed by channel.
  public let messages: String
  /// Receipts, keyed by user.
  public let receipts: String
  /// Events that can never be applied, with the reason in the headers.
  public let deadLetters: String

  /// Creates the names.
  /// - Parameter prefix: `dogear`, unless several systems share a broker.
  public init(prefix: String = "dogear") {
    messages = "\(prefix).messages"
    receipts = "\(prefix).receipts"
    deadLetters = "\(prefix).dead-letters"
  }
}
