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
    #expect(bob == Unread(head: 6, floor: 2, mentions: [5], own: [6]), "not by oneself")
    let alice = fanOut.special[UserID(stored: "alice")]
    #expect(alice == Unread(head: 6, floor: 2, mentions: [6], own: [5]))
  }

  @Test func aDirectChatKeepsNoMentions() {
    let direct = ChannelID(directBetween: UserID(stored: "alice"), and: UserID(stored: "bob"))
    let fanOut = plan([message(1, by: "alice", "@bob @channel", in: direct)], in: direct)
    #expect(fanOut.everyone.isEmpty)
    #expect(fanOut.special.values.map(\.mentions) == [[]])
  }
}
