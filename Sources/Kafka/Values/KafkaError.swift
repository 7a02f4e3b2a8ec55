/// Why a Kafka operation failed: librdkafka's code, its words, and what was attempted.
public struct KafkaError: Error, Sendable, Equatable, CustomStringConvertible {
  /// Which failure it is; negative codes arise in the client, positive ones come from a broker.
  public let code: Code
  /// librdkafka's description of the failure.
  public let message: String
  /// What was attempted, so that it reads on from "cannot": "commit offsets for group g".
  public let attempt: String
  /// Whether the same call may succeed later without any change.
  public let isRetriable: Bool
  /// Whether the client can do nothing more and a new one must be created.
  public let isFatal: Bool

  /// Creates an error.
  /// - Parameters:
  ///   - code: Which failure it is.
  ///   - message: The details; by default librdkafka's words for the code.
  ///   - attempt: What was attempted, so that it reads on from "cannot".
  ///   - isRetriable: Whether the same call may succeed later; by default what is known about the code.
  ///   - isFatal: Whether the client is beyond use.
  public init(
    code: Code, message: String? = nil, attempt: String, isRetriable: Bool? = nil, isFatal: Bool? = nil
  ) {
    self.code = code
    self.message = message ?? code.message
    self.attempt = attempt
    self.isRetriable = isRetriable ?? code.isUsuallyRetriable
    self.isFatal = isFatal ?? (code == .fatal)
  }

  /// librdkafka's name of the code, such as `_TRANSPORT` or `TOPIC_ALREADY_EXISTS`.
  public var name: String { code.name }

  /// A sentence for the log: what was attempted, why it failed and, where something can be done, what.
  public var description: String {
    let sentence = "cannot \(attempt): \(message) (\(name))"
    return code.advice.map { "\(sentence); \($0)" } ?? sentence
  }
}
