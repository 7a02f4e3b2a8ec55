import ChatModel
import Redis
import Stores
import Testing

/// Redis loses single counters, or half of one, as an eviction does, or has forgotten what was read and is unread again:
/// what is lost looks lost, and never like zero.
@Suite(.timeLimit(.minutes(20))) struct LostCounterTests {
  private let key = UserChannel(alice, incidents)
  private let truth = Unread(head: 9, read: .read(3, epoch: 0), mentions: [5, 7], uncounted: [6])
  private var tag: String { "dogear:{\(Bucket(of: alice, among: CounterBench.bucketCount))}" }

  /// What can be lost of a counter, as a key of Redis.
  private static let losses = ["state:alice", "mentions:alice:incidents", "uncounted:alice:incidents"]

  private func withLoss(
    of loss: String, _ body: (RedisCounters) async throws -> Void
  ) async throws {
    try await Servers.shared.value.withRedisDatabase { endpoint async throws in
      let connection = RedisConnection(endpoint, name: "test")
      let counters = CounterBench.redisCounters(connection)
      try await counters.buildAll()
      try await counters.join([key: truth])
      #expect(try await connection.send(["DEL", "\(tag):\(loss)"]).integer == 1)
      try await body(counters)
      // The caller brings the whole counter, and nothing is missing.
      try await counters.join([key: truth])
      #expect(
        try await counters.counters(of: alice, in: nil)[incidents]?.badge(in: incidents)
          == truth.badge(in: incidents))
      #expect(try await counters.dirty(among: [key]) == [key])
      await connection.close()
    }
  }

  @Test("It is not read", arguments: losses)
  func reading(_ loss: String) async throws {
    try await withLoss(of: loss) { counters async throws in
      #expect(try await counters.counters(of: alice, in: nil).isEmpty)
      #expect(try await counters.counters(of: alice, in: [incidents]).isEmpty)
      let bucket = Bucket(of: alice, among: CounterBench.bucketCount)
      let asked = [ChannelUsers(channel: incidents, users: [alice])]
      let snapshots = try await counters.snapshots(of: asked, in: bucket)
      // Without its sets a counter cannot be changed, but its numbers are there, and right.
      let hasNumbers = !loss.hasPrefix("state")
      #expect(snapshots == (hasNumbers ? [Snapshot(key: key, of: UnreadNumbers(truth))] : []))
      #expect(try await counters.dirty(in: bucket, most: 9).counters.map(\.snapshot) == snapshots)
      // The mark of a counter that is gone is cleaned.
      #expect(try await counters.dirty(among: [key]) == (hasNumbers ? [key] : []))
      let badges = try await counters.counters(of: alice, in: nil, listing: [])
      #expect(badges == (hasNumbers ? [incidents: .counted(UnreadNumbers(truth))] : [:]))
    }
  }

  @Test("A receipt does not make a part of it look whole", arguments: losses)
  func receipt(_ loss: String) async throws {
    try await withLoss(of: loss) { counters async throws in
      #expect(try await counters.read([CoalescedReceipts(key, .read(4, epoch: 0))]) == [0])
      #expect(try await counters.counters(of: alice, in: nil).isEmpty)
    }
  }

  @Test("A message does not make a part of it look whole", arguments: losses, [true, false])
  func message(_ loss: String, isNamed: Bool) async throws {
    try await withLoss(of: loss) { counters async throws in
      let fanOut = FanOut(
        channel: incidents, head: 9, everyone: [8], members: isNamed ? [] : [Member(user: alice, floor: 0)],
        special: isNamed ? [alice: Unread(head: 9, mentions: [8])] : [:])
      #expect(try await counters.fanOut([fanOut]) == [key])
      #expect(try await counters.counters(of: alice, in: nil).isEmpty)
    }
  }

  @Test(
    "A marker is taken back only together with what lies above it, whatever the event that does so",
    arguments: Implementation.allCases)
  func takenBack(_ implementation: Implementation) async throws {
    try await CounterBench.withBuilt(implementation) { bench in
      let read = Unread(head: 9, floor: 2, read: .read(8, epoch: 1), mentions: [9])
      try await bench.counters.join([key: read])
      // As of a user who marks message 3 as unread and reads on to 5 before the receipt is sent.
      let back = ReadState.read(5, epoch: 2)
      #expect(try await bench.counters.read([CoalescedReceipts(key, back)]) == [0])
      let fanOut = FanOut(
        channel: incidents, head: 9, everyone: [], members: [], special: [alice: Unread(head: 9, read: back)])
      #expect(try await bench.counters.fanOut([fanOut]) == [key])
      #expect(try await bench.counters.counters(of: alice, in: nil)[incidents] == read)
      // What only looks like it: an earlier epoch, a later one further on, one below the join floor of one who has read
      // nothing above it.
      for state in [ReadState.read(5, epoch: 0), .read(8, epoch: 2)] {
        #expect(try await bench.counters.read([CoalescedReceipts(key, state)]).isEmpty)
      }
      let newcomer = UserChannel(bob, incidents)
      try await bench.counters.join([
        newcomer: Unread(head: 9, floor: 5, read: .read(4, epoch: 0), mentions: [6])
      ])
      #expect(try await bench.counters.read([CoalescedReceipts(newcomer, .read(2, epoch: 1))]).isEmpty)
      #expect(try await bench.counters.badge(newcomer) == Badge(unread: 4, mentions: 1))
    }
  }

  @Test(
    "A state that nobody here has written is as good as none",
    arguments: ["", "9", "9 0 3 0 3 1 1", "9 0 3 0 3 2 0 x"])
  func garbled(_ state: String) async throws {
    try await Servers.shared.value.withRedisDatabase { endpoint in
      let connection = RedisConnection(endpoint, name: "test")
      let counters = CounterBench.redisCounters(connection)
      try await counters.buildAll()
      _ = try await connection.send(["HSET", "\(tag):state:alice", "incidents", state])
      #expect(try await counters.counters(of: alice, in: nil).isEmpty)
      #expect(try await counters.counters(of: alice, in: nil, listing: []).isEmpty)
      #expect(try await counters.read([CoalescedReceipts(key, .read(4, epoch: 0))]) == [0])
      let fanOut = FanOut(
        channel: incidents, head: 9, everyone: [8], members: [Member(user: alice, floor: 0)])
      #expect(try await counters.fanOut([fanOut]) == [key])
      try await counters.join([key: truth])
      #expect(try await counters.counters(of: alice, in: nil) == [incidents: truth])
      await connection.close()
    }
  }

  @Test("A set of which nothing is left to know is forgotten")
  func readMeanwhile() async throws {
    try await Servers.shared.value.withRedisDatabase { endpoint async throws in
      let connection = RedisConnection(endpoint, name: "test")
      let counters = CounterBench.redisCounters(connection)
      try await counters.buildAll()
      try await counters.join([key: Unread(head: 9, read: .read(9, epoch: 0))])
      try await counters.join([key: Unread(head: 10, mentions: [10])])
      _ = try await connection.send(["DEL", "\(tag):mentions:alice:incidents"])
      #expect(try await counters.counters(of: alice, in: nil).isEmpty)
      // The database says by now that everything is read.
      try await counters.join([key: Unread(head: 10, read: .read(10, epoch: 0))])
      #expect(try await counters.badge(key) == Badge())
      #expect(try await counters.counters(of: alice, in: nil).count == 1)
      await connection.close()
    }
  }
}
