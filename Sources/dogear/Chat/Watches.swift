import ChatClient
import ChatModel
import Redis
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

/// Tells others whether the user is there and writing, in the order in which it was so.
///
/// A courtesy: what fails is not told, and the next heartbeat tries again.
final class PresenceTeller: Sendable {
  private let user: UserID
  private let presence: RedisPresence
  private let publisher: RedisNoticePublisher
  private let inbox: Inbox
  private let effects: AsyncStream<ClientEffect>
  private let continuation: AsyncStream<ClientEffect>.Continuation
  private let underWay = Mutex(0)

  init(_ connection: RedisConnection, user: UserID, inbox: Inbox) {
    self.user = user
    self.inbox = inbox
    let token = String(UInt64.random(in: .min ... .max), radix: 36)
    presence = RedisPresence(connection, token: token)
    publisher = RedisNoticePublisher(connection)
    (effects, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingOldest(64))
  }

  /// Whether everything was told.
  var isIdle: Bool { underWay.withLock { $0 == 0 } }

  func tell(_ effect: ClientEffect) {
    underWay.withLock { $0 += 1 }
    if case .enqueued = continuation.yield(effect) { return }
    underWay.withLock { $0 -= 1 }
  }

  func run() async {
    for await effect in effects {
      await perform(effect)
      underWay.withLock { $0 -= 1 }
    }
  }

  private func perform(_ effect: ClientEffect) async {
    switch effect {
    case .loadPresence(let users):
      if let online = try? await presence.online(of: users) { inbox.post(.online(online)) }
    case .announce(isOnline: true): try? await presence.announce(user, for: ClientState.onlineSpan)
    case .announce(isOnline: false): try? await presence.withdraw(user)
    case .announceTyping(let channel): try? await publisher.publish([.typing(UserChannel(user, channel))])
    default: break
    }
  }
}
