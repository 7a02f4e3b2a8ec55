/// One of the three servers of a stack.
public enum StackPart: String, Sendable, CaseIterable, Codable {
  /// Redis: counters, badges and published events.
  case redis
  /// PostgreSQL: the truth.
  case postgres
  /// Kafka: messages and receipts on their way.
  case kafka

  /// The name as people write it.
  public var name: String {
    switch self {
    case .redis: "Redis"
    case .postgres: "PostgreSQL"
    case .kafka: "Kafka"
    }
  }
}
