import Assets
import Postgres
import Redis
import Stack
import Stores
import TestSupport

/// A Redis and a PostgreSQL for the whole run.
///
/// The stack's watchdog ends them with this process, however it ends.
struct Servers {
  static let shared = Task { try await Servers() }

  let stack: Stack
  let redis: RedisEndpoint
  private let databaseURL: String
  private let postgres: PostgresPool
  /// Redis has databases 0 … 15 unless told otherwise.
  private let redisSlots = Slots(16)
  private let postgresSlots = Slots(8)

  private static let template = "template_of_tests"

  private init() async throws {
    var plan = StackPlan(kafka: .none)
    plan.fsync = false
    stack = try await Stack.start(plan)
    redis = try RedisEndpoint(url: await stack.endpoints.redisURL)
    databaseURL = await stack.endpoints.databaseURL
    postgres = PostgresPool(databaseURL, name: "administration", size: 2)
    try await postgres.query("CREATE DATABASE \(Self.template)")
    let pool = PostgresPool(url(of: Self.template), name: "template", size: 1)
    try await PostgresStore(pool).migrate(Assets.schema)
    // A database can be copied only while nobody is connected to it.
    try await pool.closeAndWait(askingOn: postgres, database: Self.template)
  }

  /// Runs `body` with an empty Redis database that nobody else uses.
  func withRedisDatabase<Result>(
    isolation: isolated (any Actor)? = #isolation, _ body: (RedisEndpoint) async throws -> Result
  ) async throws -> Result {
    try await redisSlots.with { number in
      guard case .tcp(let host, let port) = redis.address else { throw TooLate(what: "Redis over TCP") }
      let endpoint = RedisEndpoint(host: host, port: port, database: number)
      let connection = RedisConnection(endpoint, name: "emptying")
      _ = try await connection.send(["FLUSHDB"])
      await connection.close()
      return try await body(endpoint)
    }
  }

  /// Runs `body` with a PostgreSQL database that has our tables, is empty, and goes afterwards.
  func withPostgresDatabase<Result>(
    isolation: isolated (any Actor)? = #isolation, _ body: (TestDatabase) async throws -> Result
  ) async throws -> Result {
    try await postgresSlots.with { slot in
      let name = "test_\(slot)"
      try await postgres.query("CREATE DATABASE \(name) TEMPLATE \(Self.template)")
      let database = TestDatabase(name: name, url: url(of: name), administration: postgres)
      let result: Swift.Result<Result, any Error>
      do { result = .success(try await body(database)) } catch { result = .failure(error) }
      try await postgres.query("DROP DATABASE \(name) WITH (FORCE)")
      return try result.get()
    }
  }

  private func url(of database: String) -> String {
    databaseURL.replacing("///dogear?", with: "///\(database)?")
  }
}

/// Runs `body` with a Redis server of its own, to be emptied, restarted and measured.
func withPrivateRedis(
  isolation: isolated (any Actor)? = #isolation, _ body: (Stack, RedisEndpoint) async throws -> Void
) async throws {
  var plan = StackPlan(kafka: .none)
  plan.postgres = .none
  let stack = try await Stack.start(plan)
  do {
    try await body(stack, try RedisEndpoint(url: await stack.endpoints.redisURL))
  } catch {
    await stack.stop()
    throw error
  }
  await stack.stop()
}
