import ChatModel
import Doubles
import Testing

/// PostgreSQL answers every event as the plain double does, and recomputes the same counters.
@Suite(.timeLimit(.minutes(20))) struct CounterTruthTests {
  @Test("A random history has the same outcome in PostgreSQL and in memory", arguments: [1, 2] as [UInt64])
  func history(share: UInt64) async throws {
    try await StoreBench.with(.servers) { bench in
      for seed in share * 100..<share * 100 + 5 {
        let model = MemoryStore()
        var history = RandomHistory(seed: seed)
        try await history.found(in: model)
        try await history.found(in: bench.store)
        for step in 0..<40 {
          let event = try history.next(after: model)
          let expected = try await event.play(in: model)
          let found = try await event.play(in: bench.store)
          #expect(found == expected, "seed \(seed), step \(step)")
        }
        #expect(
          try await bench.store.counters(of: history.users) == model.counters(of: history.users),
          "seed \(seed)")
        for user in history.users {
          #expect(try await bench.store.channels(of: user) == model.channels(of: user), "seed \(seed)")
        }
        for channel in history.channels {
          #expect(
            try await bench.store.messages(in: channel, seqs: 1...1_000) == model.allMessages(in: channel),
            "seed \(seed)")
          #expect(
            try await bench.store.readPositions(in: channel) == model.readPositions(in: channel),
            "seed \(seed)")
        }
      }
    }
  }

  @Test("Every membership has a counter, and nothing else has", arguments: Implementation.allCases)
  func memberships(_ implementation: Implementation) async throws {
    try await StoreBench.with(implementation) { bench in
      try await bench.store.furnish()
      try await bench.store.say(["hello"], alice, in: general)
      #expect(try await bench.store.users() == [alice, bob, carol])
      #expect(
        try await bench.store.counters(of: [alice, bob, ghost]) == [
          UserChannel(alice, general): Unread(head: 1, read: .read(1, epoch: 0), turn: 1),
          UserChannel(alice, incidents): Unread(turn: 1), UserChannel(bob, incidents): Unread(turn: 1),
        ])
      #expect(try await bench.store.counters(of: []).isEmpty)
    }
  }

  @Test(
    "In a direct chat every message of the other counts, and none is kept as a mention",
    arguments: Implementation.allCases)
  func direct(_ implementation: Implementation) async throws {
    try await StoreBench.with(implementation) { bench in
      try await bench.store.furnish()
      let chat = ChannelID(directBetween: alice, and: bob)
      try await bench.store.add(
        users: [], channels: [NewChannel(id: chat, topic: "")],
        memberships: [UserChannel(alice, chat), UserChannel(bob, chat)])
      try await bench.store.say(["@bob hello", "@channel?"], alice, in: chat)
      let counter = try await bench.store.counter(bob, chat)
      #expect(
        counter == Unread(head: 2, turn: 1) && counter?.badge(in: chat) == Badge(unread: 2, mentions: 2))
      _ = try await bench.store.markUnread(alice, chat, 1, epoch: 1)
      #expect(try await bench.store.counter(alice, chat)?.badge(in: chat) == Badge())
    }
  }
}
