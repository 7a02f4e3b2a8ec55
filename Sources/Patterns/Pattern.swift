/// A way to record receipts.
public enum Pattern: String, Sendable, CaseIterable, Codable {
  /// A database write for every event, before it is acknowledged.
  case database = "A"
  /// Redis, and nothing else.
  case redis = "B"
  /// Redis, and a timed batch from there to the database.
  case sync = "C"
  /// Kafka, and a consumer that writes batches to the database: Dogear's own way.
  case log = "D"

  /// What it is, in a few words.
  public var title: String {
    switch self {
    case .database: "synchronous database write"
    case .redis: "Redis only"
    case .sync: "Redis, scheduled sync"
    case .log: "Kafka, batch consumer"
    }
  }

  /// Whether its receipts reach the database at all.
  public var reachesDatabase: Bool { self != .redis }

  /// The processes that it consists of, and that can be killed.
  public var processes: [PatternProcess] {
    switch self {
    case .database: [.client, .postgres]
    case .redis: [.client, .redis]
    case .sync: [.client, .server, .redis, .postgres]
    case .log: [.client, .server, .redis, .postgres, .kafka]
    }
  }
}

/// A process that a pattern may need.
public enum PatternProcess: String, Sendable, CaseIterable, Codable {
  /// Hands events over and is told that they are safe.
  case client
  /// Carries on what was handed over: the sync of C, Dogear's server in D.
  case server
  /// Redis.
  case redis
  /// PostgreSQL with all its backends.
  case postgres
  /// The broker.
  case kafka

  /// The name as people write it.
  public var title: String {
    switch self {
    case .client: "client"
    case .server: "server"
    case .redis: "Redis"
    case .postgres: "PostgreSQL"
    case .kafka: "Kafka"
    }
  }
}
