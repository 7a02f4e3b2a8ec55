import ChatClient
import Glibc
import Synchronization

/// Asks a client to quit, from any thread, even before it has an inbox to be told by.
final class QuitSwitch: Sendable {
  private struct State {
    var inbox: Inbox?
    var isThrown = false
  }

  private let state = Mutex(State())

  func quit() {
    state.withLock { state in
      state.isThrown = true
      state.inbox?.post(.input(.signal(SIGTERM)))
    }
  }

  func connect(to inbox: Inbox) {
    state.withLock { state in
      state.inbox = inbox
      if state.isThrown { inbox.post(.input(.signal(SIGTERM))) }
    }
  }
}
