import ChatModel
import ChatServer
import Doubles
import Synchronization
import TestSupport
import Testing

@Suite struct VerifierTests {
  private let counters = MemoryCounters(bucketCount: 1)
  private let store = MemoryStore()
  private let room = ChannelID(stored: "room")
  private let alice = UserID(stored: "alice")

  private var verifier: Verifier {
    Verifier(truth: store, counters: counters, snapshots: store, logs: [])
  }

  private func furnish() async throws {
    try await store.add(
      users: [alice], channels: [NewChannel(id: room, topic: "")], memberships: [UserChannel(alice, room)])
  }

  @Test("Counters that are being built are waited for, and that is said once")
  func waits() async throws {
    try await furnish()
    let said = Said()
    async let result = verifier.run(patience: .seconds(60)) { sentence in
      said.all.withLock { $0.append(sentence) }
    }
    try await eventually("it waits") { said.all.withLock { !$0.isEmpty } }
    try await counters.build()
    let (compared, differences) = (try await result.compared, try await result.differences)
    #expect(compared == 1)
    #expect(differences.isEmpty)
    #expect(said.all.withLock { $0 } == ["waiting, since the counters of b0 are not built"])
  }

  @Test("Counters that nobody builds are an error that says what to do")
  func givesUp() async throws {
    try await furnish()
    let error = await #expect(throws: Verifier.Unbuilt.self) { try await verifier.run(patience: .zero) }
    #expect(
      error?.description
        == "the counters of b0 are not built, which a server does: is one running? Try again, or allow more time"
    )
  }

  @Test(
    "A server that is behind all the time is not wrong, if it counts what was there; one that stands still is",
    arguments: Pace.allCases)
  fileprivate func behind(pace: Pace) async throws {
    try await furnish()
    try await counters.build()
    let truth = GrowingStore(store, counters, UserChannel(alice, room), pace)
    let verifier = Verifier(truth: truth, counters: counters, snapshots: store, logs: [])
    let result = try await verifier.run(of: [alice], patience: .zero)
    let wrong = result.differences.filter { $0.place == .redis }
    #expect(wrong.count == (pace == .behind ? 0 : 1), "\(wrong)")
  }

  private final class Said: Sendable {
    let all = Mutex<[String]>([])
  }
}

/// What becomes of messages after they are stored.
private enum Pace: CaseIterable {
  /// Each is counted, but only after the next one is stored.
  case behind
  /// None is counted.
  case still
  /// Each is counted late, and as a mention, which it is not.
  case wrong
}

/// A database to which a message comes whenever somebody looks.
private final class GrowingStore: CounterTruth {
  private let store: MemoryStore
  private let counters: MemoryCounters
  private let key: UserChannel
  private let pace: Pace
  private let stored = Mutex(Seq(0))

  init(_ store: MemoryStore, _ counters: MemoryCounters, _ key: UserChannel, _ pace: Pace) {
    (self.store, self.counters, self.key, self.pace) = (store, counters, key, pace)
  }

  func users() async throws -> [UserID] { try await store.users() }
  func users(after user: UserID?, most: Int) async throws -> [UserID] {
    try await store.users(after: user, most: most)
  }
  func counters(at keys: [UserChannel]) async throws -> [UserChannel: Unread] {
    try await store.counters(at: keys)
  }

  func counters(of users: [UserID]) async throws -> [UserChannel: Unread] {
    let before = stored.withLock { $0 }
    let counted = pace == .still ? 0 : before
    try await counters.join([
      key: Unread(head: counted, mentions: pace == .wrong ? Set(1...max(1, counted)) : [])
    ])
    stored.withLock { $0 += 1 }
    return try await store.counters(of: users).mapValues { unread in
      var unread = unread
      unread.head = before + 1
      return unread
    }
  }
}
