import ChatModel
import ChatServer
import Doubles
import Synchronization
import Testing

@Suite("A database that has gone back") struct AgeFlowTests {
  private let counters = MemoryCounters(bucketCount: 4)
  private let store = MemoryStore()
  private let reported = Reported()

  private final class Reported: Sendable {
    let all = Mutex<[[Int64]]>([])
  }

  private func build() async throws {
    for bucket in try await counters.unbuilt() {
      _ = try await counters.begin(bucket, token: "t", for: .seconds(60))
      _ = try await counters.finish(bucket, token: "t")
    }
  }

  /// Runs a flow for some looks.
  private func look(_ times: Int) async throws {
    let reported = reported
    var flow = AgeFlow(database: store, counters: counters) { remembered, found in
      reported.all.withLock { $0.append([remembered, found]) }
    }
    var rests = 0
    while rests < times {
      if case .idle = try await flow.step() { rests += 1 }
    }
  }

  @Test("One that goes on leaves the counters alone, whoever looks and whatever Redis forgets")
  func goesOn() async throws {
    try await build()
    try await look(3)
    try await look(2)
    #expect(try await counters.rememberedAge() == 5)
    counters.flush()
    try await build()
    try await look(1)
    #expect(try await counters.unbuilt().isEmpty)
    #expect(reported.all.withLock { $0.isEmpty })
  }

  @Test("One that was restored has all counters built anew, once")
  func restored() async throws {
    try await build()
    try await look(2)
    let backup = store.backup()
    try await look(3)
    store.restore(backup)
    try await look(1)
    #expect(reported.all.withLock { $0 } == [[5, 3]])
    #expect(try await counters.unbuilt() == counters.buckets)
    try await build()
    try await look(2)
    #expect(try await counters.unbuilt().isEmpty)
  }

  @Test("A builder that is about it begins anew")
  func building() async throws {
    try await build()
    try await look(2)
    let bucket = counters.buckets[1]
    try await counters.close([bucket])
    #expect(try await counters.begin(bucket, token: "t", for: .seconds(60)))
    try await counters.close([bucket])
    #expect(try await counters.finish(bucket, token: "t") == false)
  }
}
