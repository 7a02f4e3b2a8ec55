import ChatModel
import ChatServer
import Testing

/// Comings, goings and changes, as the database keeps them.
@Suite(.timeLimit(.minutes(20))) struct MembershipTests {
  private let key = UserChannel(bob, incidents)

  private func change(
    _ store: any ChatStore, _ id: String, _ author: UserID, _ action: MessageEvent.Action,
    in channel: ChannelID = incidents
  ) async throws -> NumberingPlan {
    let event = try MessageEvent(id: id, channel: channel, author: author, action)
    return try await store.number([
      IncomingMessage(event: event, sentAt: Timestamp(milliseconds: 1_700_000_000_000))
    ]).plan
  }

  @Test(
    "Who leaves takes read position and snapshot along; who comes again begins at the head, and a mark of before is too late",
    arguments: Implementation.allCases)
  func leaving(_ implementation: Implementation) async throws {
    try await StoreBench.with(implementation) { bench in
      try await bench.store.furnish()
      try await bench.store.say(["one", "two", "three"], alice, in: incidents)
      _ = try await bench.store.read(bob, incidents, 2)
      let snapshot = Snapshot(key: key, head: 3, readUpTo: ReadMarker(seq: 2), badge: Badge(unread: 1))
      try await bench.store.save([snapshot])
      _ = try await change(bench.store, "go", bob, .leave(turn: 2))
      #expect(try await bench.second.counter(bob, incidents) == nil)
      #expect(try await bench.second.snapshots(of: [bob]).isEmpty)
      // A saving that began before comes too late.
      try await bench.store.save([snapshot])
      #expect(try await bench.second.snapshots(of: [bob]).isEmpty)
      #expect(
        try await bench.store.record([ReceiptEvent(key, .read, seq: 3, epoch: 0)]).rejected == [
          0: .notAMember(key)
        ])
      let again = try await change(bench.store, "come", bob, .join(turn: 3))
      #expect(again.accepted.map(\.seq) == [5])
      try await bench.store.say(["four", "five"], alice, in: incidents)
      #expect(try await bench.second.counter(bob, incidents)?.badge(in: incidents) == Badge(unread: 2))
      // Marked before the leaving, delivered after the return.
      _ = try await bench.store.markUnread(bob, incidents, 1, epoch: 1)
      #expect(try await bench.second.counter(bob, incidents)?.badge(in: incidents) == Badge(unread: 2))
      // A joining that is delivered again moves nothing.
      _ = try await change(bench.store, "come", bob, .join(turn: 3))
      #expect(try await bench.second.counter(bob, incidents)?.floor == 5)
      #expect(try await bench.store.turn(of: key) == 3)
    }
  }

  @Test(
    "What is deleted is gone: its text, its mention, from the search; and it counts for nobody",
    arguments: Implementation.allCases)
  func deletion(_ implementation: Implementation) async throws {
    try await StoreBench.with(implementation) { bench in
      try await bench.store.furnish()
      try await bench.store.say(["one", "secret @bob", "three"], alice, in: incidents)
      for _ in 0..<2 {
        _ = try await change(bench.store, "x", alice, .delete(2))
        #expect(try await bench.second.counter(bob, incidents)?.badge(in: incidents) == Badge(unread: 2))
      }
      let left = try await bench.second.messages(in: incidents, seqs: 1...3)
      #expect(left.map(\.body) == ["one", "", "three"] && left[1].kind == .deleted)
      #expect(try await bench.second.search("secret", by: bob, in: nil, most: 9).isEmpty)
      _ = try await bench.store.read(bob, incidents, 3)
      _ = try await bench.store.markUnread(bob, incidents, 1, epoch: 1)
      #expect(try await bench.second.counter(bob, incidents)?.badge(in: incidents) == Badge(unread: 2))
    }
  }

  @Test("An edit changes the text and no count", arguments: Implementation.allCases)
  func edit(_ implementation: Implementation) async throws {
    try await StoreBench.with(implementation) { bench in
      try await bench.store.furnish()
      try await bench.store.say(["for @bob"], alice, in: incidents)
      _ = try await change(bench.store, "e", alice, .edit(1, body: "for @carol and @channel"))
      #expect(
        try await bench.second.counter(bob, incidents)?.badge(in: incidents) == Badge(unread: 1, mentions: 1))
      #expect(try await bench.second.counter(carol, incidents)?.badge(in: incidents) == Badge(unread: 1))
      #expect(try await bench.second.search("carol", by: bob, in: nil, most: 9).map(\.kind) == [.edited])
    }
  }

  @Test(
    "What is hidden is kept and not shown, in one channel or in all there are",
    arguments: Implementation.allCases)
  func hiding(_ implementation: Implementation) async throws {
    try await StoreBench.with(implementation) { bench in
      try await bench.store.furnish()
      try await bench.store.say(["one", "two"], alice, in: incidents)
      try await bench.store.setHidesReads(true, bob, in: incidents)
      let hidden = try await bench.store.record([ReceiptEvent(key, .read, seq: 2, epoch: 0)])
      #expect(hidden.raised == [key] && hidden.seen.isEmpty)
      _ = try await bench.store.read(carol, incidents, 2)
      #expect(try await bench.second.readPositions(in: incidents) == [alice: 2, carol: 2])
      #expect(
        try await bench.second.readers(of: 2, in: incidents)
          == ReadBy(count: 2, members: 3, names: [alice, carol]))
      #expect(try await bench.second.counter(bob, incidents)?.badge(in: incidents) == Badge())
      try await bench.store.setHidesReads(false, bob, in: nil)
      #expect(try await bench.second.readPositions(in: incidents).count == 3)
      try await bench.store.setHidesReads(true, bob, in: nil)
      #expect(try await bench.second.channels(of: bob).map(\.hidesReads) == [true])
    }
  }

  @Test(
    "Whether @channel mentions somebody changes no counter: it is kept apart in them",
    arguments: Implementation.allCases)
  func everyone(_ implementation: Implementation) async throws {
    try await StoreBench.with(implementation) { bench in
      try await bench.store.furnish()
      try await bench.store.say(["@channel", "@bob", "@channel and @bob"], alice, in: incidents)
      try await bench.store.setHearsEveryone(false, key)
      let counter = try #require(try await bench.second.counter(bob, incidents))
      #expect(counter.mentions == [2, 3] && counter.everyone == [1])
      #expect(counter.badge(in: incidents) == Badge(unread: 3, mentions: 3))
      #expect(counter.badge(in: incidents, hearingEveryone: false) == Badge(unread: 3, mentions: 2))
      #expect(try await bench.second.channels(of: bob).map(\.hearsEveryone) == [false])
    }
  }

  @Test("The public channels are for all to see, private ones for none", arguments: Implementation.allCases)
  func directory(_ implementation: Implementation) async throws {
    try await StoreBench.with(implementation) { bench in
      try await bench.store.furnish()
      let hidden = ChannelID(stored: "hidden")
      _ = try await change(
        bench.store, "h", bob, .create(topic: "", isPrivate: true, readOnly: false), in: hidden)
      _ = try await change(
        bench.store, "d", bob, .create(topic: "", isPrivate: false, readOnly: false),
        in: ChannelID(directBetween: alice, and: bob))
      #expect(
        try await bench.second.publicChannels(for: bob) == [
          ChannelSummary(id: general, topic: "Everything else", memberCount: 1, isMember: false),
          ChannelSummary(id: incidents, topic: "Production incidents", memberCount: 3, isMember: true),
        ])
      let made = try #require(try await bench.second.channels(of: bob).first { $0.id == hidden })
      #expect(made.rights == .moderate && made.isPrivate && made.memberCount == 1)
    }
  }
}
