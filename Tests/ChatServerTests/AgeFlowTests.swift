import ChatModel
import Doubles
import Synchronization
import Testing

@testable import ChatServer

@Suite("A database that has gone back") struct AgeFlowTests {
  private let counters = MemoryCounters(bucketCount: 4)
  private let store = MemoryStore()
  private let clock = ManualClock()
  private let reported = Reported()

  private final class Reported: Sendable {
    let all = Mutex<[[Int64]]>([])
  }

  /// Runs a flow for some looks.
  private func look(_ times: Int) async throws {
    let reported = reported
    var flow = AgeFlow(database: store, counters: counters, clock: clock) { remembered, found in
      reported.all.withLock { $0.append([remembered, found]) }
    }
    var rests = 0
    while rests < times {
      if case .idle = try await flow.step() { rests += 1 }
    }
  }

  @Test("One that goes on leaves the counters alone, whoever looks and whatever Redis forgets")
  func goesOn() async throws {
    try await counters.build()
    try await look(3)
    try await look(2)
    #expect(try await counters.remembered() == DatabaseMemory(age: 5))
    counters.flush()
    try await counters.build()
    try await look(1)
    #expect(try await counters.unbuilt().isEmpty)
    #expect(reported.all.withLock { $0.isEmpty })
  }

  @Test("One that was restored has all counters built anew, once")
  func restored() async throws {
    try await counters.build()
    try await look(2)
    let backup = store.backup()
    try await look(3)
    store.restore(backup)
    try await look(1)
    #expect(reported.all.withLock { $0 } == [[5, 3]])
    #expect(try await counters.unbuilt() == counters.buckets)
    try await counters.build()
    try await look(2)
    #expect(try await counters.unbuilt().isEmpty)
  }

  @Test("Every server notes it once, whichever of them has the counters built anew")
  func noted() async throws {
    try await counters.build()
    let (first, second) = (Restorations(), Restorations())
    var one = AgeFlow(database: store, counters: counters, restorations: first, clock: clock) { _, _ in }
    var two = AgeFlow(database: store, counters: counters, restorations: second, clock: clock) { _, _ in }
    var (firstWatch, secondWatch) = (RestorationWatch(first), RestorationWatch(second))
    var backups: [MemoryStore.Backup] = []
    var noted: [[Bool]] = []
    for round in 0..<4 {
      if round == 2 { store.restore(backups[0]) }
      try await look(&one)
      try await look(&two)
      noted.append([firstWatch.happened(), secondWatch.happened()])
      backups.append(store.backup())
    }
    #expect(noted == [[false, false], [false, false], [true, true], [false, false]])
    #expect(first.last != nil && first.last == second.last, "their clients are told the same")
  }

  @Test("A server that looks again only when the database has grown beyond what it had seen knows it too")
  func late() async throws {
    try await counters.build()
    let restorations = Restorations()
    var late = AgeFlow(database: store, counters: counters, restorations: restorations, clock: clock) {
      _, _ in
    }
    var watch = RestorationWatch(restorations)
    let backup = store.backup()
    for _ in 0..<3 { try await look(&late) }
    store.restore(backup)
    try await look(9)
    #expect(reported.all.withLock { $0.count } == 1)
    try await look(&late)
    let isNoted = watch.happened()
    try await look(&late)
    let isNotedAgain = watch.happened()
    #expect(isNoted && !isNotedAgain)
    #expect(reported.all.withLock { $0.count } == 1)
  }

  @Test("Two restorations in the same millisecond are two; one that Redis has forgotten is still told of")
  func times() async throws {
    try await counters.build()
    let restorations = Restorations()
    var flow = AgeFlow(database: store, counters: counters, restorations: restorations, clock: clock) {
      _, _ in
    }
    let backup = store.backup()
    try await look(&flow)
    #expect(restorations.last == nil)
    var found: [Timestamp] = []
    for _ in 0..<2 {
      store.restore(backup)
      try await look(&flow)
      found.append(try #require(restorations.last))
    }
    #expect(found[0] < found[1])
    counters.flush()
    try await look(&flow)
    #expect(restorations.last == found[1])
  }

  @Test("A database that went back while Redis forgot how old it was is noticed by who has seen it")
  func bothLost() async throws {
    try await counters.build()
    let restorations = Restorations()
    var flow = AgeFlow(database: store, counters: counters, restorations: restorations, clock: clock) {
      _, _ in
    }
    let backup = store.backup()
    for _ in 0..<3 { try await look(&flow) }
    store.restore(backup)
    counters.flush()
    try await look(&flow)
    #expect(restorations.last != nil)
  }

  private func look(_ flow: inout AgeFlow) async throws {
    while true {
      if case .idle = try await flow.step() { return }
    }
  }

  @Test("A builder that is about it begins anew")
  func building() async throws {
    try await counters.build()
    try await look(2)
    let bucket = counters.buckets[1]
    try await counters.close([bucket])
    #expect(try await counters.begin(bucket, token: "t", for: .seconds(60)))
    try await counters.close([bucket])
    #expect(try await counters.finish(bucket, token: "t") == false)
  }
}
