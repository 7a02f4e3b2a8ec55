import Crowd

/// A plug that can be pulled out of a running system.
public enum Fault: String, CaseIterable, Sendable, Codable {
  /// `kill -9` of one server of several; it comes back.
  case killServer = "server.kill"
  /// `kill -9` of all servers at once.
  case killServers = "servers.kill"
  /// `kill -9` of one server or another, again and again.
  case stormServers = "servers.storm"
  /// A server more joins, takes its share of the work, and leaves in order.
  case joinServers = "servers.join"
  /// A server stands still for longer than its session, and then goes on where it was.
  case freezeServer = "server.freeze"
  /// `kill -9` of Redis, which loses everything that it had.
  case killRedis = "redis.kill"
  /// Redis stands still.
  case freezeRedis = "redis.freeze"
  /// `FLUSHALL`.
  case flushRedis = "redis.flushall"
  /// `FUNCTION FLUSH`.
  case flushFunctions = "redis.functions"
  /// The counters of some users are gone, as by an eviction; the users look.
  case loseKeys = "redis.keys"
  /// Redis refuses what needs memory.
  case fillRedis = "redis.full"
  /// All connections to Redis end.
  case cutRedis = "redis.cut"
  /// All connections to Redis end, and for a while it takes no new ones.
  case refuseRedis = "redis.refuse"
  /// `kill -9` of PostgreSQL and all its processes.
  case killPostgres = "postgres.kill"
  /// PostgreSQL stands still.
  case freezePostgres = "postgres.freeze"
  /// All connections to PostgreSQL end.
  case cutPostgres = "postgres.cut"
  /// All connections to PostgreSQL end, and for a while it takes no new ones.
  case refusePostgres = "postgres.refuse"
  /// The tables that receipts write are locked.
  case lockPostgres = "postgres.lock"
  /// `kill -9` of the broker.
  case killKafka = "kafka.kill"
  /// The broker stands still.
  case freezeKafka = "kafka.freeze"
  /// The topics get more partitions, so that keys go elsewhere from then on.
  case addPartitions = "kafka.partitions"
  /// Clients are killed that have receipts which Kafka does not have, and started again.
  case killClients = "client.kill"
  /// Clients run where nothing can be written to the disk.
  case fillDisk = "client.disk"
  /// A server's clock steps an hour forth, and two hours back.
  case stepClock = "clock.step"
  /// Ten thousand events that can never be applied.
  case garble = "events.malformed"

  /// What is done, in a few words.
  public var title: String {
    switch self {
    case .killServer: "kill -9 of a server"
    case .killServers: "kill -9 of all servers"
    case .stormServers: "kill -9 of servers in a storm"
    case .joinServers: "a server joins and leaves"
    case .freezeServer: "a server is frozen"
    case .killRedis: "kill -9 of Redis"
    case .freezeRedis: "Redis is frozen"
    case .flushRedis: "FLUSHALL"
    case .flushFunctions: "FUNCTION FLUSH"
    case .loseKeys: "Redis loses single keys"
    case .fillRedis: "Redis at its memory limit"
    case .cutRedis: "connections to Redis cut"
    case .refuseRedis: "Redis refuses connections"
    case .killPostgres: "kill -9 of PostgreSQL"
    case .freezePostgres: "PostgreSQL is frozen"
    case .cutPostgres: "connections to PostgreSQL cut"
    case .refusePostgres: "PostgreSQL refuses connections"
    case .lockPostgres: "a lock held in PostgreSQL"
    case .killKafka: "kill -9 of the broker"
    case .freezeKafka: "the broker is frozen"
    case .addPartitions: "partitions added"
    case .killClients: "clients are killed with receipts pending"
    case .fillDisk: "clients on a full disk"
    case .stepClock: "a server's clock steps an hour both ways"
    case .garble: "10,000 malformed events"
    }
  }

  /// What it happens to; two faults of one part do not happen at once.
  ///
  /// The server whose clock steps comes and goes among those that others are taken from.
  public var part: String {
    self == .stepClock ? Fault.killServer.part : String(rawValue.prefix { $0 != "." }.prefix(6))
  }

  /// Whether it needs a broker that is a process of its own.
  public var needsBroker: Bool { part == "kafka" }

  /// Whether it needs libfaketime, which shows a process another time of day.
  public var needsFakeTime: Bool { self == .stepClock }
}

/// Which faults come in which order: each row once, then random ones, alone or in pairs.
public struct FaultPlan: Sendable {
  /// What can happen.
  public let rows: [Fault]
  private var random: SplitMix
  private var next = 0

  /// Creates a plan; the same seed makes the same one.
  public init(rows: [Fault], seed: UInt64) {
    self.rows = rows
    random = SplitMix(seed: seed)
  }

  /// Whether every row has come once.
  public var isRandom: Bool { next >= rows.count }

  /// The faults that come next, at once: one, or two of different parts.
  public mutating func take() -> [Fault] {
    guard isRandom else {
      defer { next += 1 }
      return [rows[next]]
    }
    let first = rows[Int.random(in: 0..<rows.count, using: &random)]
    guard Bool.random(using: &random) else { return [first] }
    let others = rows.filter { $0.part != first.part }
    return [first] + (others.isEmpty ? [] : [others[Int.random(in: 0..<others.count, using: &random)]])
  }
}
