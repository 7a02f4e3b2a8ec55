import ChatModel
import Synchronization

/// Who is online, in memory, by a clock that a test moves.
public final class MemoryPresence: Sendable {
  /// Until when, in milliseconds, by the token of the terminal.
  private let online = Mutex<[UserID: [String: Int64]]>([:])
  private let clock: any WallClock
  private let notices: any NoticePublisher

  /// Creates a place where nobody is online.
  public init(clock: any WallClock, notices: any NoticePublisher) {
    self.clock = clock
    self.notices = notices
  }

  /// The view of the terminal with this token.
  public func terminal(_ token: String) -> any Presence {
    Terminal(presence: self, token: token)
  }

  private struct Terminal: Presence {
    let presence: MemoryPresence
    let token: String

    func announce(_ user: UserID, for duration: Duration) async throws {
      try await presence.keep(user, token, milliseconds: Int64(duration / .milliseconds(1)))
    }

    func withdraw(_ user: UserID) async throws {
      try await presence.keep(user, token, milliseconds: 0)
    }

    func online(of users: [UserID]) async throws -> Set<UserID> {
      let now = presence.clock.now().milliseconds
      return presence.online.withLock { online in
        Set(users.filter { online[$0]?.values.contains { $0 > now } ?? false })
      }
    }
  }

  private func keep(_ user: UserID, _ token: String, milliseconds: Int64) async throws {
    let now = clock.now().milliseconds
    let isOnline = online.withLock { online in
      online[user, default: [:]][token] = now + milliseconds
      online[user] = online[user]?.filter { $0.value > now }
      return online[user]?.isEmpty == false
    }
    try await notices.publish([.presence(user, isOnline: isOnline)])
  }
}
