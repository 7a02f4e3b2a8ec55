import Synchronization

/// Lets tasks wait until something has happened since they last looked, without missing it in between.
final class Gate: Sendable {
  private struct State {
    var turn = 0
    var waiting: [CheckedContinuation<Void, Never>] = []
  }

  private let state = Mutex(State())

  /// How often the gate has opened; take it before looking, and pass it to `wait(after:)`.
  var turn: Int { state.withLock { $0.turn } }

  /// Lets through all who wait.
  func open() {
    let waiting = state.withLock { state in
      state.turn += 1
      defer { state.waiting.removeAll() }
      return state.waiting
    }
    for task in waiting { task.resume() }
  }

  /// Returns once the gate has opened after `turn`.
  func wait(after turn: Int) async {
    await withCheckedContinuation { continuation in
      let isOpen = state.withLock { state in
        if state.turn == turn { state.waiting.append(continuation) }
        return state.turn != turn
      }
      if isOpen { continuation.resume() }
    }
  }
}
