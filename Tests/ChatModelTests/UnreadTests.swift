import ChatModel
import Doubles
import TestSupport
import Testing

/// The laws that make counts exact: events may be repeated, regrouped and reordered.
@Suite struct UnreadTests {
  static func random(using random: inout SeededRandom) -> Unread {
    func seqs(_ random: inout SeededRandom) -> Set<Seq> {
      Set((0..<Int.random(in: 0...4, using: &random)).map { _ in Seq.random(in: 1...30, using: &random) })
    }
    return Unread(
      head: Seq.random(in: 0...30, using: &random), floor: Seq.random(in: 0...10, using: &random),
      read: ReadState(
        position: Seq.random(in: 0...30, using: &random),
        marker: ReadMarker(
          epoch: Int64.random(in: 0...3, using: &random), seq: Seq.random(in: 0...30, using: &random))),
      mentions: seqs(&random), everyone: seqs(&random), uncounted: seqs(&random),
      turn: Int64.random(in: 0...3, using: &random))
  }

  @Test(arguments: 1...5)
  func joinIsCommutativeAssociativeAndIdempotent(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    for _ in 0..<1_000 {
      let (a, b, c) = (
        Self.random(using: &random), Self.random(using: &random), Self.random(using: &random)
      )
      #expect(a.joined(b) == b.joined(a), "seed \(seed)")
      #expect(a.joined(b).joined(c) == a.joined(b.joined(c)), "seed \(seed)")
      #expect(a.joined(a) == a, "seed \(seed)")
      #expect(a.joined(Unread()) == a, "seed \(seed)")
    }
  }

  @Test(arguments: 1...5)
  func countsAreNeverNegativeAndMentionsNeverExceedUnread(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    for _ in 0..<2_000 {
      let state = Self.random(using: &random)
      #expect(state.unread >= 0, "seed \(seed)")
      let numbers = UnreadNumbers(state)
      let mentioned = numbers.named + numbers.everyone
      #expect(mentioned >= 0 && mentioned <= state.unread, "seed \(seed)")
    }
  }

  @Test(arguments: 1...5)
  func anyOrderAndRepetitionOfEventsGivesTheSameCount(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let events = (0..<20).map { _ in Self.random(using: &random) }
    let once = events.reduce(Unread()) { $0.joined($1) }
    let again = (events + events.shuffled(using: &random)).shuffled(using: &random)
    #expect(again.reduce(Unread()) { $0.joined($1) } == once, "seed \(seed)")
  }

  @Test func aReadNeverWipesAMessageThatCameMeanwhile() {
    let both = Unread(head: 8).joined(Unread(head: 7, read: .read(7, epoch: 0)))
    #expect(both.unread == 1)
  }

  @Test func messagesBeforeJoiningAreNeverUnread() {
    #expect(Unread(head: 100, floor: 98).unread == 2)
  }

  @Test func markingUnreadTakesTheCountBackButNotTheReadPosition() {
    var state = Unread(head: 10, read: .read(10, epoch: 0))
    #expect(state.unread == 0)
    state.join(Unread(read: .markedUnread(8, epoch: 1)))
    #expect(state.unread == 3)
    #expect(state.read.position == 10)
    state.join(Unread(read: .read(10, epoch: 0)))
    #expect(state.unread == 3, "a receipt of before the mark changes nothing")
    state.join(Unread(read: .read(9, epoch: 1)))
    #expect(state.unread == 1)
  }

  @Test func ownMessagesAreNotCountedEvenAfterMarkingAnEarlierOneUnread() {
    let state = Unread(
      head: 10, read: ReadState(position: 9, marker: ReadMarker(epoch: 1, seq: 7)), uncounted: [9])
    #expect(state.unread == 2)
  }

  @Test func everyUnreadMessageOfADirectChatIsAMention() throws {
    let direct = ChannelID(directBetween: UserID(stored: "bob"), and: UserID(stored: "alice"))
    #expect(direct.rawValue == "dm.alice.bob")
    #expect(Unread(head: 3).badge(in: direct) == Badge(unread: 3, mentions: 3))
    #expect(Unread(head: 3, mentions: [2]).badge(in: ChannelID(stored: "x")) == Badge(unread: 3, mentions: 1))
  }
}
