import ChatModel
import Doubles
import Postgres
import Stores
import TestSupport
import Testing

/// Two servers write to one database: they take turns, and never wait for each other in a circle.
@Suite(.timeLimit(.minutes(20))) struct ConcurrentWritingTests {
  private let people = users("user", 60)
  private let rooms = (0..<5).map { ChannelID(stored: "room\($0)") }

  private func furnish(_ store: any ChatStore) async throws {
    try await store.add(
      users: people, channels: rooms.map { NewChannel(id: $0, topic: "") },
      memberships: rooms.flatMap { room in people.map { UserChannel($0, room) } })
  }

  /// Batches of messages to several channels each, in no order.
  private func batches(_ count: Int, seed: UInt64) throws -> [[IncomingMessage]] {
    var random = SeededRandom(seed: seed)
    return try (0..<count).map { batch in
      try (0..<12).map { index in
        try message(
          "\(batch)/\(index)", people.randomElement(using: &random) ?? alice,
          rooms.randomElement(using: &random) ?? incidents)
      }
    }
  }

  /// Runs each job as a task of its own, on one store or the other.
  private func share<Job: Sendable, Result: Sendable>(
    _ jobs: [Job], _ bench: StoreBench,
    _ work: @escaping @Sendable (any ChatStore, Job) async throws -> Result
  ) async throws -> [Result] {
    let stores = [bench.store, bench.second]
    return try await withThrowingTaskGroup(of: Result.self) { group in
      for (index, job) in jobs.enumerated() {
        group.addTask { try await work(stores[index % 2], job) }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
  }

  @Test("A save that waits for somebody's leaving saves nothing of them")
  func leavingDuringASave() async throws {
    try await Servers.shared.value.withPostgresDatabase { database in
      let pool = PostgresPool(database.url, name: "saver", size: 2, options: PostgresStore.options)
      let store = PostgresStore(pool)
      try await store.furnish()
      let snapshots = [alice, bob].map {
        Snapshot(key: UserChannel($0, incidents), head: 0, readUpTo: ReadMarker(), badge: Badge(unread: 1))
      }
      try await store.save(snapshots)
      let leaving = PostgresPool(database.url, name: "leaving", size: 1)
      let (deleted, told) = AsyncStream.makeStream(of: Void.self)
      async let left: Void = leaving.transaction { session throws(PostgresError) in
        try session.query("DELETE FROM memberships WHERE user_id = 'alice' AND channel_id = 'incidents'")
        told.finish()
        let waits =
          "SELECT FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY (pg_blocking_pids(pid))"
        for _ in 0..<6_000 where try session.query(waits).isEmpty {
          try session.query("SELECT pg_sleep(0.01)")
        }
      }
      for await _ in deleted {}
      try await store.save(
        snapshots.map { Snapshot(key: $0.key, head: 1, readUpTo: ReadMarker(), badge: Badge(unread: 2)) })
      try await left
      let found = try await store.snapshots(of: [alice, bob])
      #expect(found == [UserChannel(bob, incidents): Badge(unread: 2)])
      for pool in [pool, leaving] { await pool.close() }
    }
  }

  @Test(
    "No gap and no duplicate, whoever numbers, also what is delivered to both",
    arguments: Implementation.allCases)
  func numbering(_ implementation: Implementation) async throws {
    try await StoreBench.with(implementation) { bench in
      try await furnish(bench.store)
      let batches = try batches(24, seed: 1)
      // Every batch comes twice, to different servers.
      let outcomes = try await share(batches.flatMap { [$0, $0] }, bench) { try await $0.number($1) }
      let accepted = outcomes.flatMap(\.plan.accepted)
      #expect(Set(accepted.map(\.id)).count == accepted.count && accepted.count == 24 * 12)
      var stored: [Message] = []
      for room in rooms {
        let messages = try await bench.store.messages(in: room, seqs: 1...1_000)
        #expect(messages.map(\.seq) == messages.indices.map { Seq($0) + 1 })
        stored += messages
      }
      #expect(Set(stored) == Set(accepted))
      #expect(Set(outcomes.flatMap(\.plan.repeated)).isSubset(of: stored))
      #expect(outcomes.allSatisfy { $0.plan.accepted.count + $0.plan.repeated.count == 12 })
      let heads = try await bench.store.channels(of: people[0]).map(\.head)
      #expect(heads.reduce(0, +) == 24 * 12)
      #expect(try await bench.deadlocks() == 0)
    }
  }

  @Test("Overlapping receipts end at the highest", arguments: Implementation.allCases)
  func receipts(_ implementation: Implementation) async throws {
    try await StoreBench.with(implementation) { bench in
      try await furnish(bench.store)
      for room in rooms { try await bench.store.say((0..<30).map { "\($0)" }, people[0], in: room) }
      let keys = rooms.flatMap { room in people.dropFirst().map { UserChannel($0, room) } }
      var random = SeededRandom(seed: 2)
      let jobs = try (1...30).map { seq in
        try keys.shuffled(using: &random).map { try ReceiptEvent($0, .read, seq: Seq(seq), epoch: 0) }
      }.shuffled(using: &random)
      let outcomes = try await share(jobs, bench) { try await $0.record($1) }
      #expect(outcomes.allSatisfy { $0.rejected.isEmpty })
      // Whoever came first raised a row, and so did each who had more.
      #expect(Set(outcomes.flatMap(\.raised)) == Set(keys))
      for user in people.dropFirst() {
        let counters = try await bench.store.counters(of: [user])
        #expect(counters.values.map(\.read) == rooms.map { _ in .read(30, epoch: 0) })
      }
      #expect(try await bench.deadlocks() == 0)
    }
  }

  @Test("The same thousand receipts in opposite order do not deadlock", arguments: Implementation.allCases)
  func oppositeOrders(_ implementation: Implementation) async throws {
    try await StoreBench.with(implementation) { bench in
      let readers = users("reader", 1_000)
      try await bench.store.add(
        users: readers, channels: [NewChannel(id: rooms[0], topic: "")],
        memberships: readers.map { UserChannel($0, rooms[0]) })
      try await bench.store.say((0..<20).map { "\($0)" }, readers[0], in: rooms[0])
      let jobs = try (1...20).map { seq in
        let receipts = try readers.map {
          try ReceiptEvent(UserChannel($0, rooms[0]), .read, seq: Seq(seq), epoch: 0)
        }
        return seq % 2 == 0 ? receipts : receipts.reversed()
      }
      let outcomes = try await share(jobs, bench) { try await $0.record($1) }
      #expect(outcomes.allSatisfy { $0.rejected.isEmpty })
      #expect(try await bench.store.counters(of: readers).values.allSatisfy { $0.read.position == 20 })
      #expect(try await bench.deadlocks() == 0)
    }
  }

  @Test("The same new channels, added by many at once, do not deadlock", arguments: Implementation.allCases)
  func adding(_ implementation: Implementation) async throws {
    try await StoreBench.with(implementation) { bench in
      var random = SeededRandom(seed: 4)
      let rooms = (0..<1_000).map { ChannelID(stored: "room\($0)") }
      let jobs = (0..<6).map { _ in rooms.shuffled(using: &random).map { NewChannel(id: $0, topic: "") } }
      _ = try await share(jobs, bench) { try await $0.add(users: [], channels: $1, memberships: []) }
      #expect(try await bench.deadlocks() == 0)
    }
  }

  @Test(
    "Messages, receipts, snapshots and new members at once do not deadlock",
    arguments: Implementation.allCases)
  func everything(_ implementation: Implementation) async throws {
    try await StoreBench.with(implementation) { bench in
      try await furnish(bench.store)
      for room in rooms { try await bench.store.say(["first"], people[0], in: room) }
      let batches = try batches(30, seed: 3)
      let newcomers = users("new", 10)
      let more = (0..<4).map { ChannelID(stored: "more\($0)") }
      try await bench.store.add(users: newcomers, channels: [], memberships: [])
      let (people, rooms) = (people, rooms)
      _ = try await share(Array(batches.enumerated()), bench) { store, job in
        var random = SeededRandom(seed: UInt64(job.offset))
        let keys = rooms.flatMap { room in people.map { UserChannel($0, room) } }.shuffled(using: &random)
        switch job.offset % 4 {
        case 0, 1: _ = try await store.number(job.element)
        case 2:
          _ = try await store.record(try keys.map { try ReceiptEvent($0, .read, seq: 1, epoch: 0) })
          try await store.save(keys.map { Snapshot(key: $0, of: UnreadNumbers(head: Seq(job.offset))) })
        default:
          let more = more.shuffled(using: &random)
          let users = newcomers.shuffled(using: &random)
          try await store.add(
            users: users, channels: more.map { NewChannel(id: $0, topic: "") },
            memberships: (more + rooms).flatMap { room in users.map { UserChannel($0, room) } })
        }
      }
      #expect(try await bench.store.memberList(of: rooms[0]).members.count == people.count + newcomers.count)
      let sizes = try await bench.store.channels(of: newcomers[0]).map(\.memberCount)
      #expect(sizes == more.map { _ in newcomers.count } + rooms.map { _ in people.count + newcomers.count })
      #expect(try await bench.deadlocks() == 0)
    }
  }
}
