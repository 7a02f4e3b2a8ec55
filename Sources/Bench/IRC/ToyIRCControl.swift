import Glibc
import Lanes
import Synchronization

/// What the server's thread and those who steer it share.
final class ToyIRCControl: Sendable {
  private struct State {
    var pace = MessagePace(rate: 0, from: .now)
    var sent = 0
    var isStopped = false
    var client: Int32?
  }

  let wakePipe: WakePipe
  private let state = Mutex(State())

  init() throws(ProbeError) {
    do {
      wakePipe = try WakePipe()
    } catch {
      throw .cannotListen(code: error.code)
    }
  }

  var sent: Int { state.withLock { $0.sent } }
  var isStopped: Bool { state.withLock { $0.isStopped } }
  var isSending: Bool { state.withLock { $0.pace.rate > 0 } }

  func setRate(_ rate: Int) {
    state.withLock { $0.pace = MessagePace(rate: rate, from: .now) }
    wakePipe.wake()
  }

  /// Ends the thread, even if it waits for a client that takes nothing.
  func stop() {
    state.withLock { state in
      state.isStopped = true
      if let client = state.client { shutdown(client, Int32(SHUT_RDWR)) }
    }
    wakePipe.wake()
  }

  /// The numbers of the messages that are due.
  func due() -> Range<Int> {
    state.withLock { state in
      let count = state.pace.due(at: .now)
      return state.sent..<state.sent + count
    }
  }

  /// Counts a message that was sent.
  func countOne() {
    state.withLock { $0.sent += 1 }
  }

  /// Makes the client's descriptor known, or forgets it before it is closed.
  func setClient(_ descriptor: Int32?) {
    state.withLock { $0.client = descriptor }
  }
}
