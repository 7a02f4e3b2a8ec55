import Foundation

/// What a stack is made of, where it lives and how careful it is with its data.
public struct StackPlan: Sendable {
  /// Whether Redis or PostgreSQL is started, given, or not part of the stack.
  public enum Service: Sendable {
    /// The stack starts its own server.
    case start
    /// A server that already runs, by its URL. The stack never touches it.
    case external(String)
    /// The stack has no such part.
    case none
  }

  /// Where Kafka comes from.
  public enum Kafka: Sendable {
    /// Brokers that already run, as `host:port,…`. The stack never touches them.
    case external(brokers: String)
    /// A real Apache Kafka in KRaft mode, unpacked in `home`; the stack starts one node.
    case apache(home: String)
    /// The caller's own broker inside this process: the closure starts it and returns `host:port,…`.
    case inProcess(@Sendable () async throws -> String)
    /// The stack has no Kafka.
    case none
  }

  /// Where data, logs and sockets are put.
  public enum Directory: Sendable, Equatable {
    /// A fresh folder under `TMPDIR` or `/tmp`, removed at the end.
    case temporary
    /// The user's folder: created if missing, refused if it holds something else, never removed. PostgreSQL and
    /// Kafka find their data again at the next start; Redis starts empty, being derived.
    case kept(String)
  }

  /// The name under which other terminals find the stack.
  public var name = "default"
  /// Redis.
  public var redis = Service.start
  /// PostgreSQL.
  public var postgres = Service.start
  /// Kafka.
  public var kafka: Kafka
  /// Where the stack lives.
  public var directory = Directory.temporary
  /// Whether PostgreSQL waits for the disk at every commit.
  ///
  /// Without it a power cut can lose the database, the death of a process cannot. A kept directory always
  /// waits.
  public var fsync = true
  /// PostgreSQL's `max_connections`.
  public var postgresConnections = 100
  /// Further PostgreSQL settings; they win over the stack's own.
  public var postgresSettings: [String: String] = [:]
  /// How long one step may take before the start fails.
  ///
  /// Generous: machines under load are slow, not broken.
  public var patience = Duration.seconds(90)
  /// The environment in which programs and folders are looked up and the servers run.
  public var environment = ProcessInfo.processInfo.environment

  /// A throwaway stack with its own Redis and PostgreSQL.
  public init(kafka: Kafka) {
    self.kafka = kafka
  }
}
