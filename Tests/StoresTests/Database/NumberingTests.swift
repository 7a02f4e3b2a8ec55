import ChatModel
import Testing

/// Every message gets its number once and for ever.
@Suite(.timeLimit(.minutes(20))) struct NumberingTests {
  @Test("Numbers are dense in each channel, in the order of the batch", arguments: Implementation.allCases)
  func dense(_ implementation: Implementation) async throws {
    try await StoreBench.with(implementation) { bench in
      try await bench.store.furnish()
      let first = try await bench.store.number([
        message("a", alice, incidents), message("b", alice, general), message("c", bob, incidents),
      ])
      #expect(first.plan.accepted.map(\.seq) == [1, 1, 2])
      let second = try await bench.second.number([message("d", carol, incidents)])
      #expect(second.plan.accepted.map(\.seq) == [3])
      #expect(try await bench.store.messages(in: incidents, seqs: 1...10).map(\.id) == ["a", "c", "d"])
      #expect(try await bench.store.channels(of: alice).map(\.head) == [1, 3])
    }
  }

  @Test("A message is stored exactly as it was sent", arguments: Implementation.allCases)
  func fidelity(_ implementation: Implementation) async throws {
    try await StoreBench.with(implementation) { bench in
      try await bench.store.furnish()
      let bodies = [
        "“é” e\u{301} ❤️ 👩‍👩‍👧 日本", #"'; DROP TABLE messages; -- \ {"a", NULL} $1 "#,
        "tab\tand\nline\r\n\u{1B}[31m",
        String(repeating: "x", count: EventFormat.mostBodyBytes),
      ]
      let times: [Int64] = [0, 1, 999, 1_001]
      let outcome = try await bench.store.number(
        zip(bodies, times).enumerated().map { index, pair in
          try message("{id \(index)}", alice, incidents, pair.0, at: pair.1)
        })
      let stored = try await bench.store.messages(in: incidents, seqs: 1...4)
      #expect(stored == outcome.plan.accepted)
      #expect(stored.map { Array($0.body.utf8) } == bodies.map { Array($0.utf8) })
      #expect(stored.map { $0.sentAt.milliseconds - 1_700_000_000_000 } == times)
    }
  }

  @Test("A repeat keeps the number it has, in the same batch and later", arguments: Implementation.allCases)
  func repeats(_ implementation: Implementation) async throws {
    try await StoreBench.with(implementation) { bench in
      try await bench.store.furnish()
      let hello = try message("a", alice, incidents)
      let first = try await bench.store.number([hello, hello])
      #expect(first.plan.accepted.map(\.seq) == [1] && first.plan.repeated.map(\.seq) == [1])
      let again = try await bench.second.number([message("b", bob, incidents), hello])
      #expect(again.plan.accepted.map(\.seq) == [2])
      #expect(again.plan.repeated == first.plan.accepted)
      #expect(try await bench.store.counter(carol, incidents)?.head == 2)
    }
  }

  @Test("What can never be stored is named, and harms no other", arguments: Implementation.allCases)
  func rejections(_ implementation: Implementation) async throws {
    try await StoreBench.with(implementation) { bench in
      try await bench.store.furnish()
      _ = try await bench.store.number([message("taken", alice, incidents)])
      let outcome = try await bench.store.number([
        message("1", alice, nowhere), message("2", ghost, incidents), message("3", bob, general),
        message("taken", bob, incidents), message("taken", alice, general), message("4", bob, incidents),
      ])
      #expect(
        outcome.plan.rejected == [
          0: .unknownChannel("nowhere"), 1: .unknownUser("ghost"), 2: .notAMember(UserChannel(bob, general)),
          3: .clientIDTaken("taken"), 4: .clientIDTaken("taken"),
        ])
      #expect(outcome.plan.accepted.map(\.seq) == [2])
      #expect(Set(outcome.memberVersions.keys) == [incidents])
      #expect(Set(outcome.reads.keys) == [UserChannel(bob, incidents)])
    }
  }

  @Test("An empty batch, or one of nothing but rejects, writes nothing", arguments: Implementation.allCases)
  func nothing(_ implementation: Implementation) async throws {
    try await StoreBench.with(implementation) { bench in
      try await bench.store.furnish()
      let empty = try await bench.store.number([])
      #expect(empty.plan.accepted.isEmpty && empty.reads.isEmpty && empty.memberVersions.isEmpty)
      let rejected = try await bench.store.number([message("1", ghost, nowhere)])
      #expect(rejected.plan.rejected.count == 1 && rejected.reads.isEmpty)
      #expect(try await bench.store.channels(of: alice).map(\.head) == [0, 0])
    }
  }
}
