import ChatModel
import ChatServer
import Testing

@Suite struct MessageNumberingTests {
  private let alice = UserID(stored: "alice")
  private let room = ChannelID(stored: "room")

  private func incoming(_ id: String, _ body: String = "hi", by author: String = "alice") throws
    -> IncomingMessage
  {
    IncomingMessage(
      event: try MessageEvent(id: id, channel: room, author: UserID(stored: author), body: body),
      sentAt: Timestamp(milliseconds: 1))
  }

  private var facts: NumberingFacts {
    NumberingFacts(
      rooms: [room: NumberingFacts.Room(head: 7)], users: [alice], members: [UserChannel(alice, room): []])
  }

  @Test func newMessagesAreNumberedDenselyInOrder() throws {
    let plan = MessageNumbering.plan([try incoming("a"), try incoming("b")], facts)
    #expect(plan.accepted.map(\.seq) == [8, 9])
    #expect(plan.accepted.map(\.id) == ["a", "b"])
  }

  @Test func aRepeatKeepsTheNumberItHas() throws {
    var facts = facts
    facts.stored["a"] = Message(
      channel: room, seq: 3, id: "a", author: alice, sentAt: Timestamp(milliseconds: 0), body: "hi")
    let plan = MessageNumbering.plan([try incoming("a"), try incoming("b"), try incoming("b")], facts)
    #expect(plan.repeated.map(\.seq) == [3, 8])
    #expect(plan.accepted.map(\.seq) == [8])
  }

  @Test func aRejectedMessageLeavesNoGap() throws {
    let batch = [try incoming("a"), try incoming("x", by: "mallory"), try incoming("b")]
    let plan = MessageNumbering.plan(batch, facts)
    #expect(plan.rejected == [1: .unknownUser("mallory")])
    #expect(plan.accepted.map(\.seq) == [8, 9])
  }

  @Test func aClientIDBelongsToOneMessageOnly() throws {
    var facts = facts
    let bob = UserID(stored: "bob")
    facts.stored["a"] = Message(
      channel: room, seq: 3, id: "a", author: bob, sentAt: Timestamp(milliseconds: 0), body: "hi")
    let batch = [try incoming("a")]
    #expect(MessageNumbering.plan(batch, facts).rejected == [0: .clientIDTaken("a")])
  }

  @Test func onlyMembersOfExistingChannelsWrite() throws {
    var facts = facts
    let batch = [try incoming("a")]
    facts.members = [:]
    #expect(MessageNumbering.plan(batch, facts).rejected == [0: .notAMember(UserChannel(alice, room))])
    facts.rooms = [:]
    #expect(MessageNumbering.plan(batch, facts).rejected == [0: .unknownChannel("room")])
  }
}
