import Synchronization

/// Runs `operation`; a graceful shutdown meanwhile, or before, calls `handler` once, on any thread.
///
/// Outside of a service group it just runs `operation`.
public func withGracefulShutdownHandler<T>(
  isolation: isolated (any Actor)? = #isolation,
  operation: () async throws -> T,
  onGracefulShutdown handler: @escaping @Sendable () -> Void
) async rethrows -> T {
  guard let manager = GracefulShutdownManager.current else { return try await operation() }
  let id = manager.add(handler)
  defer { if let id { manager.remove(id) } }
  return try await operation()
}

/// Runs `operation` in a task of its own that a graceful shutdown cancels, as does cancellation of the caller.
public func cancelWhenGracefulShutdown<T: Sendable>(
  _ operation: @escaping @Sendable () async throws -> T
) async throws -> T {
  let task = Task { try await operation() }
  return try await withGracefulShutdownHandler {
    try await withTaskCancellationHandler {
      try await task.value
    } onCancel: {
      task.cancel()
    }
  } onGracefulShutdown: {
    task.cancel()
  }
}

/// Waits for the graceful shutdown of the current service; outside of a group only cancellation ends the wait.
/// - Throws: `CancellationError` if the task is cancelled first.
public func gracefulShutdown() async throws {
  let (stream, continuation) = AsyncStream.makeStream(of: Never.self)
  await withGracefulShutdownHandler {
    for await _ in stream {}
  } onGracefulShutdown: {
    continuation.finish()
  }
  try Task.checkCancellation()
}

/// Sleeps for `duration`, or until the graceful shutdown of the current service if that comes first.
/// - Throws: `CancellationError` if the task is cancelled.
public func gracefulSleep(
  for duration: Duration, clock: some Clock<Duration> = ContinuousClock()
) async throws {
  do {
    try await cancelWhenGracefulShutdown { try await clock.sleep(for: duration) }
  } catch {
    try Task.checkCancellation()
  }
}

extension Task where Success == Never, Failure == Never {
  /// Whether the service that the current task belongs to was asked to shut down.
  public static var isShuttingDownGracefully: Bool {
    GracefulShutdownManager.current?.isShuttingDown ?? false
  }
}

/// Tells the code below one service that the service is to shut down.
final class GracefulShutdownManager: Sendable {
  /// The manager of the service that the current task belongs to.
  @TaskLocal static var current: GracefulShutdownManager?

  private struct State {
    var isShuttingDown = false
    var nextID = 0
    var handlers: [Int: @Sendable () -> Void] = [:]
  }

  private let state = Mutex(State())

  var isShuttingDown: Bool { state.withLock { $0.isShuttingDown } }

  /// Calls `handler` once at the shutdown; at once if that has come already, and then returns `nil`.
  func add(_ handler: @escaping @Sendable () -> Void) -> Int? {
    let id: Int? = state.withLock { state in
      guard !state.isShuttingDown else { return nil }
      state.nextID += 1
      state.handlers[state.nextID] = handler
      return state.nextID
    }
    if id == nil { handler() }
    return id
  }

  func remove(_ id: Int) {
    state.withLock { _ = $0.handlers.removeValue(forKey: id) }
  }

  /// Calls the handlers in the order in which they were added; further calls do nothing.
  func shutDownGracefully() {
    let handlers = state.withLock { state in
      state.isShuttingDown = true
      defer { state.handlers = [:] }
      return state.handlers.sorted { $0.key < $1.key }.map(\.value)
    }
    handlers.forEach { $0() }
  }
}
