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

  private func build() async throws {
    _ = try await counters.begin(counters.buckets[0], token: "t", for: .seconds(60))
    _ = try await counters.finish(counters.buckets[0], token: "t")
  }

  @Test("Counters that are being built are waited for, and that is said once")
  func waits() async throws {
    try await furnish()
    let said = Said()
    async let result = verifier.run(patience: .seconds(60)) { sentence in
      said.all.withLock { $0.append(sentence) }
    }
    try await eventually("it waits") { said.all.withLock { !$0.isEmpty } }
    try await build()
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

  private final class Said: Sendable {
    let all = Mutex<[String]>([])
  }
}
