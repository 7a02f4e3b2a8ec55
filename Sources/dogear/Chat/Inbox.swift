import ChatClient
import Glibc
import Lanes
import Synchronization
import Terminal

/// Where answers and notices wait for the screen's thread.
///
/// A flood of notices that it cannot take is dropped, and it is told to read everything anew: a notice is only a hint.
/// Answers are never dropped; there are no more of them than questions.
final class Inbox: Sendable {
  private let mailbox: Mailbox<ClientEvent>

  init(waking pipe: WakePipe) {
    mailbox = Mailbox(waking: pipe, limit: 16_384)
  }

  /// Adds an event; notices only while there is room.
  func post(_ event: ClientEvent) {
    if case .heard = event {
      mailbox.post(event, orOnce: .heard(.missed))
    } else {
      mailbox.post(event, isNeeded: true)
    }
  }

  func drain() -> [ClientEvent] {
    mailbox.drain()
  }
}

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
