import Bench
import Testing

@Suite struct RoundsTests {
  @Test("a ratio is that of a round, not that of the medians")
  func ratio() {
    var rounds = Rounds<String>()
    for (one, other) in [(1.0, 2.0), (30, 10), (200, 100)] {
      rounds.note(one, of: "one")
      rounds.note(other, of: "other")
    }
    #expect(rounds.median(of: "one") == 30)
    #expect(rounds.ratio(of: "one", to: "other") == 2)
    #expect(rounds.median(of: "none") == nil)
    #expect(rounds.ratio(of: "one", to: "none") == nil)
  }

  @Test("the median of an even number of values lies between two")
  func evenMedian() {
    var rounds = Rounds<Int>()
    for value in [4.0, 1, 3, 2] { rounds.note(value, of: 0) }
    #expect(rounds.median(of: 0) == 2.5)
  }

  @Test("each is first once in as many rounds as there are")
  func turns() {
    #expect((0..<4).map { ["a", "b", "c"].turned(by: $0).joined() } == ["abc", "bca", "cab", "abc"])
    #expect([Int]().turned(by: 3) == [])
  }
}
