import ChatModel
import Testing

@testable import ChatServer

/// What is taken for wrong after three looks at one count, and what only for being on its way.
@Suite struct SuspectsTests {
  private let key = UserChannel(UserID(stored: "alice"), ChannelID(stored: "room"))
  private let heads: [Seq] = [10, 20, 30]

  /// What a look finds: by default a snapshot that is right.
  private struct Sight {
    let truth: Unread
    let counter: Unread?
    let snapshot: Badge?

    init(_ truth: Unread, _ counter: Unread?, snapshot: Badge? = nil) {
      (self.truth, self.counter, self.snapshot) = (truth, counter, snapshot)
    }
  }

  private func look(_ sight: Sight) -> VerificationResult {
    let truth = [key: sight.truth]
    var counters: [UserChannel: UnreadNumbers] = [:]
    counters[key] = sight.counter.map { UnreadNumbers($0) }
    let snapshots = [key: sight.snapshot ?? sight.truth.badge(in: key.channel)]
    let differences = Verification.compare(truth: truth, counters: counters, snapshots: snapshots)
    return VerificationResult(
      compared: 1, differences: differences,
      progress: Verification.progress(of: differences, truth: truth, counters: counters))
  }

  /// The places that are wrong after these looks.
  private func wrong(_ sights: [Sight]) -> [Difference.Place] {
    var suspects = Suspects(look(sights[0]))
    for sight in sights.dropFirst() { suspects.look(again: look(sight)) }
    #expect(suspects.looks == sights.count)
    return suspects.wrong.map(\.place)
  }

  @Test("What stands still is wrong: too much, too little, nothing")
  func standing() {
    let truth = Unread(head: 9, read: .read(4, epoch: 0))
    for counter in [Unread(head: 12, read: truth.read), Unread(head: 8, read: truth.read), nil] {
      let sight = Sight(truth, counter)
      #expect(wrong([sight, sight, sight]) == [.redis])
    }
  }

  @Test("In a busy channel one that has come along is wrong, and one that has not yet is on its way")
  func busy() {
    #expect(wrong(heads.map { Sight(Unread(head: $0), Unread(head: $0, uncounted: [5])) }) == [.redis])
    #expect(wrong(heads.map { Sight(Unread(head: $0), Unread(head: $0 - 1, uncounted: [5])) }) == [.redis])
    #expect(wrong(heads.map { Sight(Unread(head: $0), Unread(head: $0 - 1)) }).isEmpty)
    #expect(wrong(heads.map { Sight(Unread(head: $0), Unread(head: 9)) }).isEmpty)
    #expect(wrong(heads.map { Sight(Unread(head: $0), Unread(head: 9, uncounted: [5])) }).isEmpty)
    #expect(wrong(heads.map { Sight(Unread(head: $0), nil) }).isEmpty)
  }

  @Test("One that catches up with a database that stands still is on its way")
  func catchingUp() {
    let counted: [Seq] = [10, 20, 29]
    #expect(wrong(counted.map { Sight(Unread(head: 30), Unread(head: $0)) }).isEmpty)
  }

  @Test("One that agreed once is no suspect any more")
  func agreed() {
    let sight = Sight(Unread(head: 3), Unread(head: 4))
    #expect(wrong([sight, Sight(Unread(head: 4), Unread(head: 4)), sight]).isEmpty)
  }

  @Test("One that follows a reader is on its way; one that lost what was read long ago is wrong")
  func reading() {
    let following = heads.map { head in
      Sight(
        Unread(head: head, read: .read(head - 1, epoch: 0)),
        Unread(head: head, read: .read(head - 5, epoch: 0)))
    }
    #expect(wrong(following).isEmpty)
    let lost = heads.map { Sight(Unread(head: $0, read: .read(4, epoch: 0)), Unread(head: $0)) }
    #expect(wrong(lost) == [.redis])
  }

  @Test("A snapshot is on its way as long as its counter is; beside one that is right it is wrong")
  func snapshots() {
    let alone = heads.map { Sight(Unread(head: $0), Unread(head: $0), snapshot: Badge(unread: 99)) }
    #expect(wrong(alone) == [.snapshot])
    let both = heads.map { head in
      Sight(Unread(head: head), Unread(head: head - 1), snapshot: Badge(unread: Int(head) - 2))
    }
    #expect(wrong(both).isEmpty)
  }

  @Test("A counter of somebody who is no member is wrong, also if somebody goes on counting")
  func ghosts() {
    let looks = [UnreadNumbers(head: 3), UnreadNumbers(head: 4)].map { numbers in
      VerificationResult(
        compared: 0, differences: Verification.compare(truth: [:], counters: [key: numbers], snapshots: [:]))
    }
    var suspects = Suspects(looks[0])
    suspects.look(again: looks[1])
    #expect(suspects.users == [key.user])
    #expect(suspects.wrong.map(\.place) == [.redis])
  }
}
