import Lanes
import Synchronization

/// The time of a load, which stands still while the load is held.
final class LoadClock: Sendable {
  private let state = Mutex((start: Duration.sinceBoot, heldSince: Duration?.none))

  var now: Duration { state.withLock { ($0.heldSince ?? .sinceBoot) - $0.start } }

  func hold() { state.withLock { $0.heldSince = $0.heldSince ?? .sinceBoot } }

  func goOn() {
    state.withLock { state in
      guard let since = state.heldSince else { return }
      state.start += .sinceBoot - since
      state.heldSince = nil
    }
  }
}
