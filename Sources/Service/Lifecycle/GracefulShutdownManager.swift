import Synchronization

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
