import ChatModel
import Testing

/// A client reads history in pages, by seq.
@Suite(.timeLimit(.minutes(20))) struct PageTests {
  @Test(
    "A page is what lies between the seqs, in order; beyond the ends is nothing",
    arguments: Implementation.allCases)
  func pages(_ implementation: Implementation) async throws {
    try await StoreBench.with(implementation) { bench in
      try await bench.store.furnish()
      try await bench.store.say((1...12).map { "\($0)" }, bob, in: incidents)
      try await bench.store.say(["elsewhere"], alice, in: general)
      func page(_ seqs: ClosedRange<Seq>) async throws -> [String] {
        try await bench.second.messages(in: incidents, seqs: seqs).map(\.body)
      }
      #expect(try await page(9...11) == ["9", "10", "11"])
      #expect(try await page(-5...1) == ["1"])
      #expect(try await page(12...Seq.mostSeq) == ["12"])
      #expect(try await page(13...20).isEmpty)
      #expect(try await bench.store.messages(in: nowhere, seqs: 1...5).isEmpty)
    }
  }

  @Test("What was numbered without an author's rights is nowhere", arguments: Implementation.allCases)
  func rejected(_ implementation: Implementation) async throws {
    try await StoreBench.with(implementation) { bench in
      try await bench.store.furnish()
      _ = try await bench.store.number([message("1", bob, general), message("2", alice, general, "yes")])
      #expect(try await bench.store.messages(in: general, seqs: 1...5).map(\.body) == ["yes"])
    }
  }
}
