import ChatClient
import Terminal

/// Carries effects out: those of the screen itself, the others elsewhere.
struct Performer {
  let screen: any ChatScreen
  let backend: ChatBackend
  let notifications: Set<TerminalNotification>
  let inbox: Inbox
  private(set) var isQuitting = false
  private(set) var wasSuspended = false

  init(screen: any ChatScreen, backend: ChatBackend, notifications: Set<TerminalNotification>, inbox: Inbox) {
    self.screen = screen
    self.backend = backend
    self.notifications = notifications
    self.inbox = inbox
  }

  mutating func perform(_ effects: [ClientEffect]) {
    for effect in effects { perform(effect) }
  }

  /// - Returns: Whether the program was stopped since the last call.
  mutating func takeSuspended() -> Bool {
    defer { wasSuspended = false }
    return wasSuspended
  }

  private mutating func perform(_ effect: ClientEffect) {
    switch effect {
    case .setTitle(let title): screen.setTitle(title)
    case .alert(let alert): screen.notify(notifications, title: alert.title, text: alert.text)
    case .setMouse(let on): screen.setMouse(on)
    case .edit(let text): edit(text)
    case .redraw: screen.redraw()
    case .suspend:
      screen.suspend()
      wasSuspended = true
    case .quit: isQuitting = true
    default: backend.perform(effect)
    }
  }

  private func edit(_ text: String) {
    switch screen.withSuspended({ Editor.edit(text) }) {
    case .text(let text): inbox.post(.edited(text, problem: nil))
    case .problem(let words): inbox.post(.edited(nil, problem: words))
    }
  }
}
