import ChatModel
import Doubles
import TestSupport
import Testing

/// The one promise of the counters: they are exact, in whatever order and however often the writes arrive.
@Suite(.timeLimit(.minutes(20))) struct CounterPropertyTests {
  @Test(
    "Any order, repetition and grouping of writes gives the count of the messages",
    arguments: Implementation.allCases)
  func countsAreExact(_ implementation: Implementation) async throws {
    try await CounterBench.withBuilt(implementation) { bench in
      for seed: UInt64 in 1...25 {
        let history = try await CounterWrites(seed: seed, events: 40)
        var random = SeededRandom(seed: seed ^ 0xbad9e)
        try await history.apply(to: bench.counters, using: &random)
        for user in history.users {
          let expected = try await history.expectedBadges(of: user)
          let found = try await bench.second.counters(of: user, in: nil)
          for (channel, badge) in expected {
            #expect(
              found[channel]?.badge(in: channel) ?? Badge() == badge, "seed \(seed), \(user) in \(channel)")
          }
          #expect(Set(found.keys).isSubset(of: expected.keys), "seed \(seed), \(user)")
        }
      }
    }
  }

  @Test("A snapshot is what the counter says", arguments: Implementation.allCases)
  func snapshotsAreExact(_ implementation: Implementation) async throws {
    try await CounterBench.withBuilt(implementation) { bench in
      for seed: UInt64 in 101...110 {
        let history = try await CounterWrites(seed: seed, events: 30)
        var random = SeededRandom(seed: seed)
        try await history.apply(to: bench.counters, using: &random)
        let marked = Dictionary(
          try await bench.counters.allDirty(history.users).map { ($0.key, $0) },
          uniquingKeysWith: {
            #expect($0 == $1)
            return $0
          })
        for user in history.users {
          for (channel, unread) in try await bench.counters.counters(of: user, in: nil) {
            let key = UserChannel(user, channel)
            #expect(marked[key] == Snapshot(key: key, of: UnreadNumbers(unread)), "seed \(seed), \(key)")
          }
        }
      }
    }
  }
}
