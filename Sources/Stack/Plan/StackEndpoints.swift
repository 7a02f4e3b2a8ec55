/// Where the parts of a stack answer.
///
/// A part that the stack does not have is an empty string.
public struct StackEndpoints: Sendable, Codable, Equatable {
  /// A libpq connection URI; `psql "$DATABASE_URL"` works with it.
  public var databaseURL: String
  /// A Redis URL; `redis-cli -u "$REDIS_URL"` works with it.
  public var redisURL: String
  /// Kafka's bootstrap brokers, `host:port` separated by commas.
  public var kafkaBrokers: String

  /// Creates the three endpoints.
  public init(databaseURL: String = "", redisURL: String = "", kafkaBrokers: String = "") {
    self.databaseURL = databaseURL
    self.redisURL = redisURL
    self.kafkaBrokers = kafkaBrokers
  }

  subscript(part: StackPart) -> String {
    get {
      switch part {
      case .redis: redisURL
      case .postgres: databaseURL
      case .kafka: kafkaBrokers
      }
    }
    set {
      switch part {
      case .redis: redisURL = newValue
      case .postgres: databaseURL = newValue
      case .kafka: kafkaBrokers = newValue
      }
    }
  }
}
