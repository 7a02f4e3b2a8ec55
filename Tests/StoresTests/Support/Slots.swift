import Synchronization

/// A number of places that tests share: a test that finds none free waits for its turn.
final class Slots: Sendable {
  private struct State {
    var free: [Int]
    var waiting: [CheckedContinuation<Int, Never>] = []
  }

  private let state: Mutex<State>

  init(_ count: Int) {
    state = Mutex(State(free: Array(0..<count)))
  }

  /// Runs `body` with a place of its own.
  func with<Result>(
    isolation: isolated (any Actor)? = #isolation, _ body: (Int) async throws -> Result
  ) async throws -> Result {
    let slot = await withCheckedContinuation { continuation in
      let slot = state.withLock { state in
        if state.free.isEmpty { state.waiting.append(continuation) }
        return state.free.popLast()
      }
      if let slot { continuation.resume(returning: slot) }
    }
    defer { give(slot) }
    return try await body(slot)
  }

  private func give(_ slot: Int) {
    let next = state.withLock { state in
      if state.waiting.isEmpty { state.free.append(slot) }
      return state.waiting.isEmpty ? nil : state.waiting.removeFirst()
    }
    next?.resume(returning: slot)
  }
}
