/// A server that the client depends on.
public enum Service: Hashable, Sendable, CaseIterable {
  /// Badges and notices.
  case redis
  /// Sent messages and receipts.
  case kafka
  /// Channels and history.
  case database

  /// The name on the status line.
  var name: String {
    switch self {
    case .redis: "redis"
    case .kafka: "kafka"
    case .database: "db"
    }
  }
}
