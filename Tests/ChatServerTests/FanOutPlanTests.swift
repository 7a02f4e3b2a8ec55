import ChatModel
import ChatServer
import Testing

@Suite struct FanOutPlanTests {
  private let room = ChannelID(stored: "room")
  private let members = ["alice", "bob", "carol"].map { Member(user: UserID(stored: $0), floor: 2) }

  private func message(_ seq: Seq, by author: String, _ body: String, in channel: ChannelID? = nil) -> Message
  {
    Message(
      channel: channel ?? room, seq: seq, id: "m\(seq)", author: UserID(stored: author),
      sentAt: Timestamp(milliseconds: 0), body: body)
  }

  private func plan(_ messages: [Message], in channel: ChannelID? = nil) -> FanOut {
    FanOutPlan.make(channel: channel ?? room, messages: messages, members: members, reads: [:])
  }

  @Test func manyMessagesFanOutAsOne() {
    let fanOut = plan([
      message(5, by: "ghost", "a"), message(6, by: "ghost", "b"), message(7, by: "ghost", "c"),
    ])
    #expect(fanOut.head == 7)
    #expect(fanOut.members.map(\.user.rawValue) == ["alice", "bob", "carol"])
    #expect(fanOut.special.isEmpty)
  }

  @Test func authorsAndThoseMentionedGetOneDeltaWithAllThatApplies() {
    let fanOut = plan([message(5, by: "alice", "@bob and @alice"), message(6, by: "bob", "@channel!")])
    #expect(fanOut.members.map(\.user.rawValue) == ["carol"])
    #expect(fanOut.everyone == [6])
    let bob = fanOut.special[UserID(stored: "bob")]
    #expect(bob == Unread(head: 6, floor: 2, mentions: [5], uncounted: [6]), "not by oneself")
    let alice = fanOut.special[UserID(stored: "alice")]
    #expect(alice == Unread(head: 6, floor: 2, everyone: [6], uncounted: [5]))
  }

  /// It comes again with the deletion already made: that its author has read up to it must come along.
  @Test func theAuthorOfADeletedMessageGetsWhatSendingItHasRead() {
    let key = UserChannel(UserID(stored: "bob"), room)
    let fanOut = FanOutPlan.make(
      channel: room, messages: [message(3, by: "alice", "a"), message(4, by: "bob", "").deleted],
      members: members, reads: [key: .read(4, epoch: 0)])
    #expect(fanOut.special[key.user]?.read == .read(4, epoch: 0))
    #expect(fanOut.special[key.user]?.unread == 0)
    #expect(fanOut.members.map(\.user.rawValue) == ["carol"])
  }

  @Test func aDirectChatKeepsNoMentions() {
    let direct = ChannelID(directBetween: UserID(stored: "alice"), and: UserID(stored: "bob"))
    let fanOut = plan([message(1, by: "alice", "@bob @channel", in: direct)], in: direct)
    #expect(fanOut.everyone.isEmpty)
    #expect(fanOut.special.values.map(\.mentions) == [[]])
  }
}
