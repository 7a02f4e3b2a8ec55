import ChatModel
import Testing

/// Search finds words in the user's own channels, whatever is typed.
@Suite struct SearchTests {
  /// #incidents is everyone's, #general only Alice's.
  private func furnish(_ store: any ChatStore) async throws {
    try await store.furnish()
    try await store.say(
      [
        "Rolling back api-3, error rate is at 2 %", "p99 is flat again", "it's \"quoted\" text",
        "The cat sat",
        "concatenate", "Über den Fluß nach 東京 fahren",
      ], bob, in: incidents)
    try await store.say(["the back door", "rate limits; drop table messages"], alice, in: general)
  }

  private func search(
    _ query: String, _ store: any ChatStore, by user: UserID = alice, in channel: ChannelID? = nil,
    most: Int = 10
  ) async throws -> [Seq] {
    try await store.search(query, by: user, in: channel, most: most).map(\.seq)
  }

  @Test("All words must be there, as whole words, in any order and case", arguments: Implementation.allCases)
  func words(_ implementation: Implementation) async throws {
    try await StoreBench.with(implementation) { bench in
      try await furnish(bench.store)
      #expect(try await search("RATE rolling", bench.store) == [1])
      #expect(try await search("rate nothing", bench.store).isEmpty)
      #expect(try await search("cat", bench.store) == [4], "not the middle of another word")
      #expect(try await search("p99  flat", bench.store) == [2])
      #expect(try await search("über 東京", bench.store) == [6])
    }
  }

  @Test(
    "Newest first, at most as many as asked for, only where the user is a member",
    arguments: Implementation.allCases)
  func bounds(_ implementation: Implementation) async throws {
    try await StoreBench.with(implementation) { bench in
      try await furnish(bench.store)
      let found = try await bench.store.search("is", by: alice, in: nil, most: 10)
      #expect(found.map(\.seq) == [2, 1])
      #expect(try await search("is", bench.store, most: 1) == [2])
      #expect(try await search("back", bench.store).count == 2)
      #expect(try await search("back", bench.store, in: general) == [1])
      #expect(try await search("back", bench.store, by: bob) == [1])
      #expect(try await search("door", bench.store, by: bob).isEmpty)
      #expect(try await search("door", bench.store, by: bob, in: general).isEmpty)
      #expect(try await search("door", bench.store, by: ghost).isEmpty)
    }
  }

  @Test("Quotes, operators and rubbish are only text", arguments: Implementation.allCases)
  func hostile(_ implementation: Implementation) async throws {
    try await StoreBench.with(implementation) { bench in
      try await furnish(bench.store)
      #expect(try await search("\"quoted\"", bench.store) == [3])
      #expect(try await search("it's", bench.store) == [3])
      #expect(try await search("'; DROP TABLE messages; --", bench.store) == [2])
      #expect(try await search("rate & !rolling | <-> :*", bench.store) == [1])
      for nothing in ["", "   ", "!!!", "' \" \\ ( ) & | ! : *", "%", "\u{1B}[31m\u{7}\u{202E}"] {
        #expect(try await search(nothing, bench.store).isEmpty, "\(nothing.debugDescription)")
      }
      #expect(try await search(String(repeating: "long ", count: 20_000), bench.store).isEmpty)
      #expect(try await search(String(repeating: "x", count: 100_000), bench.store).isEmpty)
      #expect(try await search("a\0b", bench.store).isEmpty)
      #expect(try await bench.store.messages(in: incidents, seqs: 1...6).count == 6)
    }
  }
}
