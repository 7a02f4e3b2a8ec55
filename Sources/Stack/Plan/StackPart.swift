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

/// One thing a stack does while it starts, for a list that people watch.
///
/// Every step is reported twice, with the same title: when it begins, and when it ended or failed. Steps of different
/// parts overlap.
public struct StackStep: Sendable, Equatable {
  /// How far the step is.
  public enum Phase: Sendable, Equatable {
    /// The step has begun.
    case began
    /// The step is done.
    case ended(after: Duration)
    /// The step failed; the reason carries the last lines of the server's log.
    case failed(after: Duration, reason: String)
  }

  /// The server that the step is about.
  public let part: StackPart
  /// The step's name: "PostgreSQL 15: initdb".
  public let title: String
  /// How far it is.
  public let phase: Phase

  /// Creates a report.
  public init(part: StackPart, title: String, phase: Phase) {
    self.part = part
    self.title = title
    self.phase = phase
  }
}

/// A server of the stack ended and nobody had asked it to.
public struct StackExit: Sendable, Equatable {
  /// The server.
  public let part: StackPart
  /// How it ended: "exited with status 1", "was killed by signal 9".
  public let status: String
  /// The last lines of its log, oldest first.
  public let log: [String]
}

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
