import ChatClient
import Stores
import Synchronization

/// Knows whether the database answers: from what was asked of it, and in quiet times by asking.
final class HealthWatch: Sendable {
  private let store: PostgresStore
  private let inbox: Inbox
  private let isUp = Mutex<Bool?>(nil)

  /// How often a silent database is asked.
  private static let interval: Duration = .seconds(5)

  init(store: PostgresStore, inbox: Inbox) {
    self.store = store
    self.inbox = inbox
  }

  func databaseAnswered() {
    if change(to: true) { inbox.post(.health(.database, .up)) }
  }

  func databaseFailed(_ reason: String) {
    if change(to: false) { inbox.post(.health(.database, .down(reason))) }
  }

  private func change(to up: Bool) -> Bool {
    isUp.withLock { isUp in
      defer { isUp = up }
      return isUp != up
    }
  }

  func run() async {
    while !Task.isCancelled {
      try? await Task.sleep(for: Self.interval)
      guard !Task.isCancelled else { return }
      do {
        try await store.ping()
        databaseAnswered()
      } catch {
        databaseFailed("\(error)")
      }
    }
  }
}
