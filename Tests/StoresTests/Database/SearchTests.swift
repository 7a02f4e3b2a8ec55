import ChatModel
import Testing

/// Search finds words in the user's own channels, whatever is typed.
@Suite(.timeLimit(.minutes(20))) struct SearchTests {
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

  @Test(
    "All words must be there, from their beginning, in any order and case", arguments: Implementation.allCases
  )
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
      for nothing in [0, -1, Int.min] { #expect(try await search("is", bench.store, most: nothing).isEmpty) }
      try await bench.store.say((0..<30).map { "flood \($0)" }, bob, in: incidents)
      #expect(try await search("flood", bench.store, most: 7) == Array((30...36).reversed()))
      #expect(try await search("flood", bench.store, most: 100).count == 30)
      #expect(try await search("back", bench.store).count == 2)
      #expect(try await search("back", bench.store, in: general) == [1])
      #expect(try await search("back", bench.store, by: bob) == [1])
      #expect(try await search("door", bench.store, by: bob).isEmpty)
      #expect(try await search("door", bench.store, by: bob, in: general).isEmpty)
      #expect(try await search("door", bench.store, by: ghost).isEmpty)
    }
  }

  @Test(
    "The last word may be the beginning of one, the others are whole", arguments: Implementation.allCases)
  func prefixes(_ implementation: Implementation) async throws {
    try await StoreBench.with(implementation) { bench in
      try await furnish(bench.store)
      for query in [
        "c", "conc", "concatenat", "concatenate", "CONC", " conc ", "conc!", "conc:*", "\"conc\"",
      ] {
        #expect(try await search(query, bench.store).contains(5), "\(query.debugDescription)")
      }
      #expect(try await search("concatenates", bench.store).isEmpty)
      #expect(try await search("oncatenate", bench.store).isEmpty)
      #expect(try await search("erro ra", bench.store).isEmpty, "only the last one")
      #expect(try await search("error ra", bench.store) == [1])
      #expect(try await search("ra error", bench.store).isEmpty)
      #expect(try await search("rolling api-", bench.store) == [1])
      #expect(try await search("p9", bench.store) == [2])
      #expect(try await search("über flu", bench.store) == [6])
      #expect(try await search("Ü", bench.store) == [6])
      #expect(try await search("東", bench.store) == [6])
      #expect(try await search("qu te", bench.store).isEmpty)
      #expect(try await search("\"quoted\" te", bench.store) == [3])
      #expect(try await search("cat 🔥", bench.store) == [4], "what is no word is not the last one")
    }
  }

  @Test("A compound is found at every key, by PostgreSQL's own idea of words")
  func compounds() async throws {
    try await StoreBench.with(.servers) { bench in
      try await bench.store.furnish()
      let bodies = [
        "the error-rate-limiter is back", "see https://wiki.example/questions/42",
        "at 14:05 in /var/log/syslog",
        "mail to ops@corp.example", "it's 3.14 or -7",
      ]
      try await bench.store.say(bodies, bob, in: incidents)
      for (seq, text) in [
        (1, "error-rate-limiter"), (2, "https://wiki.example/questions/42"), (3, "/var/log/syslog"),
        (5, "it's"),
        (5, "3.14"),
      ] as [(Seq, String)] {
        for end in text.indices where text[end].isLetter || text[end].isNumber {
          let typed = text[...end]
          // "https" is a word of its own until the colon comes.
          guard seq != 2 || typed.contains("wiki.example/") else { continue }
          #expect(try await search(String(typed), bench.store).contains(seq), "\(typed)")
        }
      }
      #expect(try await search("ops@corp.ex", bench.store) == [4])
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
      #expect(try await search("quot':*", bench.store) == [3])
      #expect(try await search("quo''te", bench.store).isEmpty)
      #expect(try await search("pass\\' | 'quoted", bench.store).isEmpty)
      #expect(try await search("!quoted", bench.store) == [3])
      #expect(try await search("(cat | door) & sat", bench.store).isEmpty)
      #expect(try await search("cat <-> sat", bench.store) == [4])
      #expect(try await search("cat:AB", bench.store).isEmpty)
      #expect(try await search("👩‍👩‍👧 cat🔥", bench.store) == [4])
      for nothing in [
        "\0", "\n\t\u{A0}\u{3000}", "🔥", "👩‍👩‍👧 ❤️", ":*", "\\", "'", "''", "\\':*", "&|!()<->", "*:",
      ] {
        #expect(try await search(nothing, bench.store).isEmpty, "\(nothing.debugDescription)")
      }
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
