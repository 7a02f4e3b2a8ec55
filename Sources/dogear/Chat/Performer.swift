import ChatClient
import Foundation
import Glibc
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
    case .copy(let text): screen.copy(text)
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

/// The user's editor, on the terminal of the client.
enum Editor {
  /// What came of it.
  enum Outcome {
    case text(String)
    case problem(String)
  }

  /// Lets the user change a text with `$VISUAL`, else `$EDITOR`, else vi; returns when the editor ends.
  static func edit(_ text: String) -> Outcome {
    let file = FileManager.default.temporaryDirectory.appending(path: "dogear-\(UUID().uuidString).txt")
    defer { try? FileManager.default.removeItem(at: file) }
    let path = file.path(percentEncoded: false)
    guard
      FileManager.default.createFile(
        atPath: path, contents: Data(text.utf8), attributes: [.posixPermissions: 0o600])
    else { return .problem("\(path) cannot be written") }
    // The variable may hold a command with options: only a shell can read it.
    setenv("DOGEAR_DRAFT", path, 1)
    defer { unsetenv("DOGEAR_DRAFT") }
    let status = system("${VISUAL:-${EDITOR:-vi}} \"$DOGEAR_DRAFT\"")
    guard status == 0 else {
      return .problem("it ended with status \(status >> 8 & 0xFF); the text is as it was")
    }
    guard let result = try? String(contentsOf: file, encoding: .utf8) else {
      return .problem("\(path) holds no UTF-8 text")
    }
    return .text(result)
  }
}
