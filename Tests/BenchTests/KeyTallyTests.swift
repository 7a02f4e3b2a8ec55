import Testing

@testable import Bench

@Suite struct KeyTallyTests {
  private let start = ContinuousClock.now

  /// What is heard when pieces of output come so many milliseconds after the key.
  private func heard(_ pieces: [(Int, String)], echo: UInt8?) -> HeardBytes {
    var heard = HeardBytes()
    for (time, text) in pieces {
      heard.note(Array(text.utf8)[...], at: start + .milliseconds(time), echo: echo)
    }
    return heard
  }

  @Test("the first byte, the last byte and the echo are told apart") func times() throws {
    var tally = KeyTally()
    let output = heard([(2, "news"), (5, "x~"), (9, "~y")], echo: ProbeKey.tilde.echo)
    tally.add(output, after: .tilde, pressedAt: start, rested: true)
    let figures = tally.figures
    #expect(figures.firstByte?.max == 2)
    #expect(figures.echo?.max == 5)
    #expect(figures.lastByte?.max == 9)
    #expect(figures.pressed == 1)
    #expect(figures.unanswered == 0)
  }

  @Test("output that goes on has no last byte") func amidOutput() {
    var tally = KeyTally()
    tally.add(heard([(1, "a")], echo: nil), after: .backspace, pressedAt: start, rested: false)
    #expect(tally.figures.firstByte?.count == 1)
    #expect(tally.figures.lastByte == nil)
    #expect(tally.figures.echo == nil)
  }

  @Test("a key without its echo is not answered by other output") func unanswered() {
    var tally = KeyTally()
    tally.add(heard([(1, "news")], echo: ProbeKey.tilde.echo), after: .tilde, pressedAt: start, rested: true)
    tally.add(HeardBytes(), after: .backspace, pressedAt: start, rested: true)
    #expect(tally.figures.unanswered == 2)
    #expect(tally.figures.pressed == 2)
    #expect(tally.figures.firstByte == nil)
  }
}
