import ChatModel
import ChatServer
import Doubles
import Testing

/// What several that build the same lost buckets do beside each other.
@Suite struct RebuildFlowTests {
  private let counters = MemoryCounters(bucketCount: 2)
  private let store = MemoryStore()

  private func flow(_ token: String) -> RebuildFlow {
    RebuildFlow(counters: counters, truth: store, notices: MemoryNotices(), token: token)
  }

  @Test("While others build all that is lost, it waits from look to look")
  func othersBuild() async throws {
    for bucket in counters.buckets { _ = try await counters.begin(bucket, token: "b", for: .seconds(60)) }
    var flow = flow("a")
    for _ in 0..<3 {
      var steps = 0
      while steps < 5, try await flow.step() == .stepped { steps += 1 }
      #expect(steps < 5, "it waits")
      #expect(flow.isAtRest)
    }
  }

  @Test("What others leave to it is built, and then it waits for theirs")
  func someIsLeft() async throws {
    _ = try await counters.begin(counters.buckets[0], token: "b", for: .seconds(60))
    var flow = flow("a")
    var built = 0
    while true {
      let progress = try await flow.step()
      if case .finished = progress { built += 1 }
      if case .idle = progress { break }
    }
    #expect(built == 1)
    #expect(try await counters.unbuilt() == [counters.buckets[0]])
    #expect(try await counters.finish(counters.buckets[0], token: "b"))
    #expect(try await flow.step() == .idle(.seconds(1)))
  }
}
