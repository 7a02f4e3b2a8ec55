import Patterns
import Testing

@Suite("When to kill")
struct WorstMomentTests {
  /// The share of events at which it comes, of a backlog that is as long as the function says.
  private func share(_ missing: (Double) -> Int) -> Double? {
    var moment = WorstMoment()
    return (0...1_000).map { Double($0) / 1_000 }.first { moment.hasCome(missing: missing($0), after: $0) }
  }

  @Test(
    "of a backlog that grows until it is written all at once, late in the growing and not at its end",
    arguments: [(0, 0.379), (60, 0.419)])
  func saw(begin: Int, expected: Double) throws {
    // Written ten times in the run. After a third, one has just begun to grow, or is about to be written.
    let found = try #require(share { (Int($0 * 1_000) + begin) % 100 })
    #expect(abs(found - expected) < 0.003, "\(found)")
  }

  @Test("without a backlog, after a third")
  func none() throws {
    let found = try #require(share { _ in 0 })
    #expect(found > 0.333 && found < 0.336, "\(found)")
  }

  @Test("of a backlog that never comes again, after two thirds")
  func once() throws {
    let found = try #require(share { $0 < 0.3 ? 100 : 10 })
    #expect(found > 0.666 && found < 0.669, "\(found)")
  }
}
