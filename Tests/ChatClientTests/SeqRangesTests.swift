import ChatModel
import TestSupport
import Testing

@testable import ChatClient

@Suite struct SeqRangesTests {
  private static let all: [ClosedRange<Seq>] = (1...6).flatMap { first in
    (first...6).map { first...$0 }
  }

  private func agree(_ ranges: SeqRanges, _ set: Set<Seq>, upTo last: Seq) -> Bool {
    let isSame = Self.all.allSatisfy { ranges.contains($0) == set.isSuperset(of: $0) }
    let endsAgree = (0...last).allSatisfy { seq in
      ranges.end(after: seq) == ((seq + 1)...(last + 1)).first { !set.contains($0) }.map { $0 - 1 }
    }
    return isSame && endsAgree
  }

  @Test("any three runs of up to six seqs are the set of them, however they meet")
  func exhaustive() {
    for first in Self.all {
      for second in Self.all {
        for third in Self.all {
          var ranges = SeqRanges()
          for range in [first, second, third] { ranges.insert(range) }
          let isSame = agree(ranges, Set(first).union(second).union(third), upTo: 7)
          #expect(isSame, "\(first) \(second) \(third)")
        }
      }
    }
  }

  @Test("random runs: the same set has the same value, whatever the order of insertion", arguments: 0..<50)
  func order(seed: UInt64) {
    var generator = SeededRandom(seed: seed)
    var runs: [ClosedRange<Seq>] = []
    var set: Set<Seq> = []
    var ranges = SeqRanges()
    for _ in 0..<40 {
      let first = Seq.random(in: 1...300, using: &generator)
      let run = first...first + Seq.random(in: 0...12, using: &generator)
      runs.append(run)
      ranges.insert(run)
      set.formUnion(run)
      let isSame = agree(ranges, set, upTo: 320)
      #expect(isSame, "seed \(seed)")
    }
    var other = SeqRanges()
    for run in runs.shuffled(using: &generator) { other.insert(run) }
    #expect(other == ranges, "seed \(seed)")
  }

  @Test("nothing is in none, and the highest seq has no next one")
  func bounds() {
    var ranges = SeqRanges()
    #expect(ranges.end(after: 0) == 0)
    #expect(!ranges.contains(1...1))
    ranges.insert(Seq.mostSeq...Seq.mostSeq)
    #expect(ranges.end(after: Seq.mostSeq) == Seq.mostSeq)
    #expect(ranges.end(after: Seq.mostSeq - 1) == Seq.mostSeq)
  }
}
