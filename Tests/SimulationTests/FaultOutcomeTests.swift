import Measure
import Simulation
import Testing

@Suite("What makes the outcome of a fault inexact")
struct FaultOutcomeTests {
  private struct Refused: Error, CustomStringConvertible {
    let description = "refused"
  }

  private let right = Verdict(name: "counts", holds: true, sentence: "right")

  /// An outcome of which nothing is wrong.
  private var exact: FaultOutcome {
    var outcome = FaultOutcome()
    outcome.recovery = 10
    return outcome
  }

  @Test("counts that agree, and findings of nothing, leave it exact")
  func agreed() {
    var outcome = exact
    var found = LedgerFindings()
    found.storedPosts = 7
    outcome.compared(right, found)
    outcome.healed(0)
    #expect(outcome == exact && outcome.isExact)
  }

  @Test("a count that is wrong, and one that servers healed at rest, count and are told")
  func counts() {
    var outcome = exact
    outcome.compared(Verdict(name: "counts", holds: false, sentence: "one differs"), LedgerFindings())
    outcome.healed(3)
    #expect(!outcome.isExact && outcome.wrong == 4)
    #expect(
      outcome.explanations == ["one differs", "the servers found 3 counts wrong at rest, and healed them"])
  }

  @Test("what is lost, and what should not be there, is counted")
  func events() {
    var outcome = exact
    outcome.lost = 1
    var found = LedgerFindings()
    (found.posts, found.gaps) = (PostFaults(lost: 2, doubled: 3, invented: 4), 5)
    (found.lostReads, found.inventedReads) = (6, 7)
    outcome.compared(right, found)
    #expect(outcome.lost == 9 && outcome.wrong == 19)
    #expect(
      outcome.explanations == [
        "3 messages are there twice, 4 messages and 7 receipts that nobody sent, 5 channels have a gap"
      ])
  }

  @Test("a fault is charged only with what was not there before it")
  func beyond() {
    var earlier = LedgerFindings()
    (earlier.posts, earlier.gaps) = (PostFaults(lost: 2, doubled: 1, invented: 1), 1)
    (earlier.lostReads, earlier.inventedReads, earlier.storedPosts) = (3, 1, 10)
    var same = LedgerFindings()
    same.storedPosts = 10
    #expect(earlier.beyond(earlier) == same)
    var later = earlier
    // One loss more, and one that has been made good.
    (later.posts.lost, later.lostReads) = (3, 2)
    #expect(later.beyond(earlier).lost == 1)
    #expect(later.beyond(LedgerFindings()) == later)
  }

  @Test("what could not be pulled or compared is inexact, and told with the fault and the error")
  func errors() {
    var outcome = exact
    var other = FaultOutcome()
    other.lost = 2
    other.couldNotPull(.garble, Refused())
    outcome.join(other)
    #expect(outcome.lost == 2 && outcome.wrong == 0)
    outcome.lost = 0
    #expect(!outcome.isExact && outcome.unpulled == 1)
    outcome.couldNotCompare(Refused())
    #expect(outcome.wrong == 1)
    #expect(
      outcome.explanations == [
        "10,000 malformed events could not be pulled: refused", "it could not be compared: refused",
      ])
  }

  @Test("a log tells of repeats and of counts that were healed; a line that is being written comes later")
  func news() {
    var news = ServerNews()
    let lines = """
      {"message":"messages: batch done","metadata":{"events":"9","written":"7","repeated":"2","buried":"0"}}
      {"message":"receipts: batch done","metadata":{"events":"9","written":"7","repeated":"5","buried":"0"}}
      {"message":"sample: a count was wrong, and is brought anew from the database","metadata":{"user":"a"}}
      {"message":"sample: as many more","metadata":{"count":"40"}}
      {"message":"sample: batch done","metadata":{"events":"41","written":"41","repeated":"0","buried":"0"}}

      """
    let bytes = Array(lines.utf8)
    #expect(news.read(bytes + Array(#"{"message":"sample: a count was wrong"#.utf8)) == bytes.count)
    #expect(news.repeated == 2 && news.healed == 41)
    #expect(news.read(Array("half a line".utf8)) == 0)
    #expect(news.read([]) == 0)
    #expect(news.healed == 41)
  }
}
