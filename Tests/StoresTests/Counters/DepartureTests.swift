import Assets
import ChatModel
import Redis
import Stores
import Testing

/// Who leaves has no counter any more, and what is deleted counts no more: whichever comes first.
@Suite(.timeLimit(.minutes(20))) struct DepartureTests {
  private let key = UserChannel(alice, incidents)
  private let members = [alice, bob].map { Member(user: $0, floor: 0) }

  private func fanOut(
    _ head: Seq, everyone: [Seq] = [], uncounted: [Seq] = [], departed: [UserID: Int64] = [:]
  ) -> FanOut {
    FanOut(
      channel: incidents, head: head, everyone: everyone, uncounted: uncounted,
      members: members.filter { departed[$0.user] == nil }, departed: departed)
  }

  @Test(
    "The counter goes with its marks, and nothing that was known before brings it back",
    arguments: Implementation.allCases)
  func leaving(_ implementation: Implementation) async throws {
    try await CounterBench.withBuilt(implementation) { bench in
      let before = Unread(head: 7, mentions: [3], uncounted: [4], turn: 1)
      try await bench.counters.join([key: before, UserChannel(bob, incidents): before])
      #expect(try await bench.counters.fanOut([fanOut(8, uncounted: [8], departed: [alice: 2])]) == [])
      #expect(try await bench.second.counters(of: alice, in: nil).isEmpty)
      #expect(try await bench.counters.dirty(among: [key]).isEmpty)
      #expect(try await bench.counters.badge(UserChannel(bob, incidents)) == Badge(unread: 6, mentions: 1))
      // A server that looked into the database before the leaving, and a fan-out to the members of then.
      try await bench.counters.join([key: before])
      #expect(try await bench.counters.fanOut([fanOut(9)]) == [key])
      #expect(try await bench.counters.read([CoalescedReceipts(key, .read(9, epoch: 0))]) == [0])
      #expect(try await bench.second.counters(of: alice, in: nil).isEmpty)
      // Coming again is news.
      try await bench.counters.join([key: Unread(head: 12, floor: 10, turn: 3)])
      #expect(try await bench.second.badge(key) == Badge(unread: 2))
    }
  }

  @Test(
    "A leaving that comes late, after the user is back, leaves a counter that looks lost",
    arguments: Implementation.allCases)
  func lateLeaving(_ implementation: Implementation) async throws {
    try await CounterBench.withBuilt(implementation) { bench in
      let back = Unread(head: 12, floor: 10, turn: 3)
      try await bench.counters.join([key: back])
      _ = try await bench.counters.fanOut([fanOut(8, departed: [alice: 2])])
      #expect(try await bench.counters.fanOut([fanOut(13)]).contains(key))
      try await bench.counters.join([key: back.joined(Unread(head: 13))])
      #expect(try await bench.second.badge(key) == Badge(unread: 3))
    }
  }

  @Test(
    "A deletion, the fan-out, a read and a mark as unread give the same in any order",
    arguments: Implementation.allCases)
  func deletions(_ implementation: Implementation) async throws {
    try await CounterBench.withBuilt(implementation) { bench in
      let steps: [() async throws -> Void] = [
        { _ = try await bench.counters.fanOut([fanOut(9, everyone: [5, 8])]) },
        { _ = try await bench.counters.fanOut([fanOut(9, uncounted: [8, 9])]) },
        { _ = try await bench.counters.read([CoalescedReceipts(key, .read(4, epoch: 0))]) },
        { _ = try await bench.counters.fanOut([fanOut(9, everyone: [5], uncounted: [8])]) },
      ]
      for (number, order) in permutations(steps.count).enumerated() {
        try await bench.counters.remove([key])
        try await bench.counters.join([key: Unread(head: 1, turn: 1)])
        for index in order { try await steps[index]() }
        // 5, 6 and 7 are left of 5 to 9, and 5 mentions everyone.
        #expect(
          try await bench.second.badge(key) == Badge(unread: 3, mentions: 1), "order \(number): \(order)")
      }
    }
  }

  private func permutations(_ count: Int) -> [[Int]] {
    guard count > 1 else { return [[0]] }
    return permutations(count - 1).flatMap { rest in
      (0..<count).map { place in
        var order = rest
        order.insert(count - 1, at: place)
        return order
      }
    }
  }

  @Test("A deletion and a leaving cost no more round trips than a message, whatever the number of members")
  func cost() async throws {
    try await withPrivateRedis { _, endpoint in
      let connection = RedisConnection(endpoint, name: "test")
      let counters = RedisCounters(connection, library: Assets.functions)
      try await counters.buildAll()
      let people = users("user", 1_000)
      func fanOut(_ seq: Seq, uncounted: [Seq] = [], departed: [UserID: Int64] = [:]) -> FanOut {
        FanOut(
          channel: incidents, head: seq, uncounted: uncounted,
          members: people.filter { departed[$0] == nil }.map { Member(user: $0, floor: 0) },
          departed: departed)
      }
      try await counters.deliver([fanOut(1)])
      func trips(_ body: () async throws -> Void) async throws -> (calls: Int, reads: Int) {
        _ = try await connection.send(["CONFIG", "RESETSTAT"])
        try await body()
        let statistics = try await RedisStatistics(connection)
        return (statistics.calls["fcall"] ?? 0, statistics.reads)
      }
      let message = try await trips { _ = try await counters.fanOut([fanOut(2)]) }
      let deletion = try await trips { _ = try await counters.fanOut([fanOut(2, uncounted: [2])]) }
      let leaving = try await trips {
        _ = try await counters.fanOut([fanOut(3, uncounted: [3], departed: [people[0]: 2])])
      }
      #expect(deletion.calls == message.calls)
      #expect(leaving.calls == message.calls + 1, "one more call in the same pipeline")
      // Sockets are read 16 KiB at a time: a round trip more would be a read more for each.
      #expect(deletion.reads <= message.reads + 1 && leaving.reads <= message.reads + 1)
    }
  }
}
