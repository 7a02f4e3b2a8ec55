import Stack

/// A real PostgreSQL of the tests' own.
///
/// The stack's watchdog ends it with this process, however that ends.
struct PostgresServer {
  /// The server that all tests share; none of them may stop it.
  static let shared = Task { try await PostgresServer() }

  /// The address for `PostgresConnection`.
  let url: String
  private let stack: Stack

  init() async throws {
    var plan = StackPlan(kafka: .none)
    plan.redis = .none
    plan.fsync = false
    stack = try await Stack.start(plan)
    url = await stack.endpoints.databaseURL
  }

  /// Restarts the server without mercy to its clients.
  func restart() async throws {
    try await stack.kill(.postgres)
    try await stack.restart(.postgres)
  }

  func stop() async {
    await stack.stop()
  }
}
