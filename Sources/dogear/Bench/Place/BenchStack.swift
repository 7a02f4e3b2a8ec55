import Service
import Stack
import Synchronization

/// Where a bench runs: on servers of its own, whatever the environment names, which are gone afterwards however it ends.
enum BenchStack {
  /// Runs `body` on a stack with a server in this process.
  ///
  /// A signal cancels it, and everything ends in order.
  static func withServer<Result: Sendable>(
    kafkaHome: String?, isQuiet: Bool, _ body: @escaping @Sendable (StackHost) async throws -> Result
  ) async throws -> Result {
    let outcome = Outcome<Result>()
    try await Hosting(stack: .throwaway(kafkaHome: kafkaHome), crowd: nil, isQuiet: isQuiet).run { host in
      Measuring {
        let result = try await body(host)
        outcome.value.withLock { $0 = result }
      }
    }
    // None, if a signal has ended it.
    guard let result = outcome.value.withLock({ $0 }) else { throw CancellationError() }
    return result
  }

  /// Runs `body` on a Redis or a PostgreSQL and nothing else.
  static func with<Result: Sendable>(
    only part: StackPart, steps: StepList, _ body: @escaping @Sendable (Stack) async throws -> Result
  ) async throws -> Result {
    var plan = StackPlan(kafka: .none)
    if part != .redis { plan.redis = .none }
    if part != .postgres { plan.postgres = .none }
    return try await interruptible { [plan] in
      let stack = try await Stack.start(plan) { steps.show($0) }
      do {
        let result = try await body(stack)
        await stack.stop()
        return result
      } catch {
        await stack.stop()
        throw Task.isCancelled ? CancellationError() : error
      }
    }
  }

  private final class Outcome<Value: Sendable>: Sendable {
    let value = Mutex<Value?>(nil)
  }
}

/// A service that ends with its body, and whose body ends with the service.
struct Measuring: Service {
  let body: @Sendable () async throws -> Void

  func run() async throws {
    try await cancelWhenGracefulShutdown(body)
  }
}

/// Awaits what a bench needs before it can go on.
/// - Parameter pause: How long lies between two looks.
func waitUntil(
  _ what: String, within limit: Duration = .seconds(120), every pause: Duration = .milliseconds(20),
  _ condition: () async throws -> Bool
) async throws {
  let deadline = ContinuousClock.now + limit
  while try await !condition() {
    guard ContinuousClock.now < deadline else { throw BenchLate(what: what, limit: limit) }
    try await Task.sleep(for: pause)
  }
}

/// Something that a bench waited for did not come true.
struct BenchLate: Error, CustomStringConvertible {
  let what: String
  let limit: Duration

  var description: String { "\(what) did not come within \(limit.inWords); see the log" }
}
