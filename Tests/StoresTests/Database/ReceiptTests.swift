import ChatModel
import Testing

/// Read positions are the truth that counts are computed from: they only rise.
@Suite(.timeLimit(.minutes(20))) struct ReceiptTests {
  private let key = UserChannel(alice, incidents)

  /// #incidents with ten messages: 3 mentions Alice, 5 everyone, 7 is Alice's own and the last that she has read.
  private func furnish(_ store: any ChatStore) async throws {
    try await store.furnish()
    try await store.say(["1", "2", "@alice", "4", "@channel", "6"], bob, in: incidents)
    try await store.say(["7"], alice, in: incidents)
    try await store.say(["8", "9", "10"], bob, in: incidents)
  }

  @Test("A position rises and never goes back", arguments: Implementation.allCases)
  func rising(_ implementation: Implementation) async throws {
    try await StoreBench.with(implementation) { bench in
      try await furnish(bench.store)
      let forth = try await bench.store.read(alice, incidents, 9)
      #expect(forth.deltas == [key: Unread(read: .read(9, epoch: 0))])
      #expect(forth.raised == [key] && forth.seen == [key: 9])
      let back = try await bench.second.read(alice, incidents, 8)
      #expect(back.deltas == [key: Unread(read: .read(8, epoch: 0))], "joined again, harmlessly")
      #expect(back.raised.isEmpty && back.seen.isEmpty)
      let again = try await bench.second.read(alice, incidents, 9)
      #expect(again.deltas == forth.deltas && again.raised.isEmpty && again.seen.isEmpty)
      #expect(try await bench.store.counter(alice, incidents)?.unread == 1)
    }
  }

  @Test("A batch is coalesced, each receipt judged by itself", arguments: Implementation.allCases)
  func judging(_ implementation: Implementation) async throws {
    try await StoreBench.with(implementation) { bench in
      try await furnish(bench.store)
      let dave = UserID(stored: "dave")
      try await bench.store.add(users: [dave], channels: [], memberships: [])
      let outcome = try await bench.store.record([
        ReceiptEvent(key, .read, seq: 8, epoch: 0),
        ReceiptEvent(key, .read, seq: 11, epoch: 0),
        ReceiptEvent(UserChannel(ghost, incidents), .read, seq: 1, epoch: 0),
        ReceiptEvent(UserChannel(alice, nowhere), .read, seq: 1, epoch: 0),
        ReceiptEvent(UserChannel(dave, incidents), .read, seq: 1, epoch: 0),
        ReceiptEvent(UserChannel(alice, general), .read, seq: 1, epoch: 0),
        ReceiptEvent(key, .read, seq: 10, epoch: 0),
        ReceiptEvent(UserChannel(ghost, nowhere), .unread, seq: .mostSeq, epoch: ReadMarker.mostEpoch),
      ])
      #expect(
        outcome.rejected == [
          1: .aboveHead(seq: 11, head: 10), 2: .unknownUser("ghost"), 3: .unknownChannel("nowhere"),
          4: .notAMember(UserChannel(dave, incidents)), 5: .aboveHead(seq: 1, head: 0),
          7: .unknownChannel("nowhere"),
        ])
      #expect(outcome.deltas == [key: Unread(read: .read(10, epoch: 0))])
      #expect(try await bench.store.record([]).deltas.isEmpty)
    }
  }

  @Test(
    "What was judged by an older database than there is now is not stored", arguments: Implementation.allCases
  )
  func goneBack(_ implementation: Implementation) async throws {
    try await StoreBench.with(implementation) { bench in
      try await furnish(bench.store)
      let age = try await bench.store.facts(of: [incidents]).age
      let reads = [CoalescedReceipts(key, .read(10, epoch: 0))]
      await #expect(throws: DatabaseGoneBack(known: age + 1, found: age)) {
        _ = try await bench.store.record(reads, judgedAt: age + 1)
      }
      #expect(try await bench.store.counter(alice, incidents)?.unread == 3)
      #expect(try await bench.store.record(reads, judgedAt: age).raised == [0])
    }
  }

  @Test("Who does not name the epoch reads until the channel is marked", arguments: Implementation.allCases)
  func withoutEpoch(_ implementation: Implementation) async throws {
    try await StoreBench.with(implementation) { bench in
      try await furnish(bench.store)
      let plain = try ReceiptEvent(key, .read, seq: 9, epoch: nil)
      #expect(try await bench.store.record([plain]).raised == [key])
      _ = try await bench.store.markUnread(alice, incidents, 5, epoch: 1)
      let marked = try await bench.store.counter(alice, incidents)
      let other = try ReceiptEvent(UserChannel(bob, incidents), .read, seq: 10, epoch: nil)
      let later = try await bench.store.record([try ReceiptEvent(key, .read, seq: 10, epoch: nil), other])
      #expect(later.rejected == [0: .epochMissing(current: 1)])
      #expect(later.raised.isEmpty, "Bob has read what he said last")
      #expect(try await bench.store.counter(alice, incidents) == marked)
      #expect(try await bench.store.read(alice, incidents, 10, epoch: 1).rejected.isEmpty)
      #expect(try await bench.store.counter(alice, incidents)?.unread == 0)
    }
  }

  @Test(
    "A mark as unread brings back the mentions and own messages above it", arguments: Implementation.allCases)
  func marking(_ implementation: Implementation) async throws {
    try await StoreBench.with(implementation) { bench in
      try await furnish(bench.store)
      _ = try await bench.store.read(alice, incidents, 10)
      let outcome = try await bench.second.markUnread(alice, incidents, 4, epoch: 1)
      let read = ReadState(position: 10, marker: ReadMarker(epoch: 1, seq: 3))
      #expect(outcome.deltas == [key: Unread(head: 10, read: read, everyone: [5], uncounted: [7], turn: 1)])
      #expect(outcome.raised == [key])
      #expect(outcome.seen.isEmpty, "others still see what was once read")
      #expect(
        try await bench.store.counter(alice, incidents)?.badge(in: incidents) == Badge(unread: 6, mentions: 1)
      )
      let replay = try await bench.store.markUnread(alice, incidents, 4, epoch: 1)
      #expect(replay.deltas == outcome.deltas && replay.raised.isEmpty)
    }
  }

  @Test("A later epoch wins, an earlier one only moves the position", arguments: Implementation.allCases)
  func epochs(_ implementation: Implementation) async throws {
    try await StoreBench.with(implementation) { bench in
      try await furnish(bench.store)
      _ = try await bench.store.markUnread(alice, incidents, 3, epoch: 2)
      let late = try await bench.store.read(alice, incidents, 9, epoch: 1)
      let read = ReadState(position: 9, marker: ReadMarker(epoch: 2, seq: 2))
      #expect(try await bench.store.counter(alice, incidents)?.read == read)
      #expect(late.raised == [key] && late.seen == [key: 9])
      let onlyMarker = try await bench.store.read(alice, incidents, 6, epoch: 2)
      #expect(
        try await bench.store.counter(alice, incidents)?.read
          == ReadState(position: 9, marker: ReadMarker(epoch: 2, seq: 6)))
      #expect(onlyMarker.raised == [key] && onlyMarker.seen.isEmpty)
      let samePosition = try await bench.store.read(alice, incidents, 9, epoch: 2)
      #expect(samePosition.raised == [key] && samePosition.seen == [key: 9], "the same again does no harm")
      let stale = try await bench.store.markUnread(alice, incidents, 1, epoch: 1)
      #expect(stale.raised.isEmpty)
      #expect(stale.deltas[key]?.read == .read(9, epoch: 2), "what is stored, not what was said")
    }
  }

  @Test(
    "A mark as unread before anything was read shows nobody a position", arguments: Implementation.allCases)
  func markFirst(_ implementation: Implementation) async throws {
    try await StoreBench.with(implementation) { bench in
      try await furnish(bench.store)
      let carols = UserChannel(carol, incidents)
      let outcome = try await bench.store.markUnread(carol, incidents, 9, epoch: 1)
      #expect(outcome.raised == [carols] && outcome.seen.isEmpty)
      #expect(outcome.deltas[carols]?.read == ReadState(marker: ReadMarker(epoch: 1, seq: 8)))
      #expect(try await bench.store.counter(carol, incidents)?.unread == 2)
    }
  }

  @Test(
    "What was read before joining does not matter: the floor comes along", arguments: Implementation.allCases)
  func floor(_ implementation: Implementation) async throws {
    try await StoreBench.with(implementation) { bench in
      try await furnish(bench.store)
      let dave = UserID(stored: "dave")
      let daves = UserChannel(dave, incidents)
      try await bench.store.add(users: [dave], channels: [], memberships: [daves])
      try await bench.store.say(["11"], bob, in: incidents)
      let outcome = try await bench.store.read(dave, incidents, 4)
      #expect(outcome.raised == [daves])
      #expect(try await bench.store.counter(dave, incidents)?.unread == 1)
      let marked = try await bench.store.markUnread(dave, incidents, 2, epoch: 1)
      #expect(marked.deltas[daves]?.mentions.isEmpty == true, "a mention of before joining stays read")
      #expect(try await bench.store.counter(dave, incidents)?.badge(in: incidents) == Badge(unread: 1))
    }
  }

  @Test("Nobody is told who has read what in a large channel", arguments: Implementation.allCases)
  func largeChannel(_ implementation: Implementation) async throws {
    try await StoreBench.with(implementation) { bench in
      try await furnish(bench.store)
      let crowd = users("user", ChannelInfo.mostSeenBy - 3)
      let other = UserID(stored: "one-more")
      try await bench.store.add(
        users: crowd + [other], channels: [], memberships: crowd.map { UserChannel($0, incidents) })
      #expect(try await bench.store.read(alice, incidents, 8).seen == [key: 8])
      #expect(try await bench.store.readPositions(in: incidents) == [alice: 8, bob: 10])
      try await bench.store.add(users: [], channels: [], memberships: [UserChannel(other, incidents)])
      let outcome = try await bench.store.read(alice, incidents, 9)
      #expect(outcome.raised == [key] && outcome.seen.isEmpty)
      #expect(try await bench.store.readPositions(in: incidents).isEmpty)
    }
  }
}
