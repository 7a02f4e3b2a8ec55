import ChatModel
import ChatServer
import Testing

/// Who comes and goes, who may do what, and what is changed.
@Suite struct MembershipNumberingTests {
  private let alice = UserID(stored: "alice")
  private let bob = UserID(stored: "bob")
  private let carol = UserID(stored: "carol")
  private let room = ChannelID(stored: "room")
  private var key: UserChannel { UserChannel(bob, room) }

  /// Alice moderates a channel of seven messages, Bob is a member, Carol is not.
  private var facts: NumberingFacts {
    NumberingFacts(
      rooms: [room: NumberingFacts.Room(head: 7)], users: [alice, bob, carol],
      members: [UserChannel(alice, room): .moderate, key: []],
      turns: [UserChannel(alice, room): 1, key: 1])
  }

  private func plan(
    _ events: [(UserID, MessageEvent.Action)], _ facts: NumberingFacts, in channel: ChannelID? = nil
  ) throws -> NumberingPlan {
    let batch = try events.enumerated().map { index, event in
      IncomingMessage(
        event: try MessageEvent(id: "e\(index)", channel: channel ?? room, author: event.0, event.1),
        sentAt: Timestamp(milliseconds: 1))
    }
    return MessageNumbering.plan(batch, facts)
  }

  @Test("Who joins begins at the line that tells of it")
  func joining() throws {
    let plan = try plan([(bob, .post("a")), (carol, .join(turn: 1)), (bob, .post("b"))], facts)
    #expect(plan.accepted.map(\.seq) == [8, 9, 10])
    #expect(plan.accepted[1].kind == .joined)
    #expect(plan.memberships[UserChannel(carol, room)] == Membership(turn: 1, floor: 9, rights: []))
    #expect(plan.arrived == [UserChannel(carol, room)])
  }

  @Test("In a large channel coming and going makes no line, and the floor is the head")
  func large() throws {
    var facts = facts
    facts.rooms[room]?.memberCount = ChannelInfo.mostSeenBy + 1
    let plan = try plan([(carol, .join(turn: 1)), (bob, .post("a")), (bob, .leave(turn: 2))], facts)
    #expect(plan.accepted.map(\.kind) == [.text])
    #expect(plan.memberships[UserChannel(carol, room)] == Membership(turn: 1, floor: 7, rights: []))
    #expect(plan.departed == [key: 2] && plan.channels == [room])
  }

  @Test("A joining of long ago changes nothing, and has no line")
  func oldJoining() throws {
    var facts = facts
    facts.turns[key] = 5
    let plan = try plan([(bob, .join(turn: 1)), (bob, .join(turn: 5))], facts)
    #expect(plan.accepted.isEmpty && plan.memberships.isEmpty && plan.rejected.isEmpty)
  }

  @Test("A turn further than the next one is rejected")
  func ahead() throws {
    let plan = try plan([(carol, .join(turn: 3))], facts)
    #expect(plan.rejected == [0: .turnAhead(turn: 3, current: 0)])
  }

  @Test("Who leaves and comes again within a batch is a newcomer, and their last turn counts")
  func leavingAndJoining() throws {
    let plan = try plan([(bob, .leave(turn: 2)), (bob, .join(turn: 3))], facts)
    #expect(plan.memberships[key] == Membership(turn: 3, floor: 9, rights: []))
    #expect(plan.departed.isEmpty && plan.arrived == [key])
  }

  @Test("Who left writes no more, but a repeat of what was said before keeps its number")
  func repeated() throws {
    var facts = facts
    facts.stored["e0"] = Message(
      channel: room, seq: 3, id: "e0", author: bob, sentAt: Timestamp(milliseconds: 0), body: "hi")
    facts.members[key] = nil
    facts.turns[key] = 2
    let plan = try plan([(bob, .post("hi")), (bob, .post("more"))], facts)
    #expect(plan.repeated.map(\.seq) == [3])
    #expect(plan.rejected == [1: .notAMember(key)])
  }

  @Test("A repeated leaving takes the counter away again")
  func repeatedLeaving() throws {
    var facts = facts
    facts.stored["e0"] = Message(
      channel: room, seq: 7, id: "e0", author: bob, sentAt: Timestamp(milliseconds: 0), body: "", kind: .left)
    facts.members[key] = nil
    facts.turns[key] = 2
    #expect(try plan([(bob, .leave(turn: 2))], facts).departed == [key: 2])
  }

  @Test("Into a private channel one is brought by those who may")
  func privacy() throws {
    var facts = facts
    facts.rooms[room]?.isPrivate = true
    let plan = try plan(
      [(carol, .join(turn: 1)), (bob, .invite(carol, turn: 1)), (alice, .invite(carol, turn: 1))], facts)
    #expect(Set(plan.rejected.keys) == [0, 1])
    #expect(plan.memberships[UserChannel(carol, room)]?.isMember == true)
    #expect(plan.accepted.map(\.kind) == [.invited])
  }

  @Test("To a read-only channel only those write who were given the right")
  func readOnly() throws {
    var facts = facts
    facts.rooms[room]?.readOnly = true
    let plan = try plan(
      [(bob, .post("no")), (bob, .setTopic("no")), (alice, .allow(bob, .write)), (bob, .post("yes"))], facts)
    #expect(plan.rejected == [0: .notAllowed(key, "write"), 1: .notAllowed(key, "set the topic")])
    #expect(plan.accepted.map(\.kind) == [.allowed, .text])
    #expect(plan.memberships[key] == Membership(turn: 1, floor: nil, rights: .write))
  }

  @Test("Only a moderator takes others out or gives rights")
  func moderating() throws {
    let plan = try plan(
      [(bob, .remove(alice, turn: 2)), (bob, .allow(bob, .moderate)), (alice, .remove(bob, turn: 2))], facts)
    #expect(Set(plan.rejected.keys) == [0, 1])
    #expect(plan.departed == [key: 2])
  }

  @Test("A channel is made with its maker as moderator; its name is taken then")
  func creating() throws {
    let made = ChannelID(stored: "made")
    let create = MessageEvent.Action.create(topic: "t", isPrivate: false, readOnly: false)
    let plan = try plan([(carol, create), (bob, create), (carol, .post("first"))], facts, in: made)
    #expect(plan.created == [NewChannel(id: made, topic: "t")])
    #expect(plan.rejected == [1: .nameTaken("made")])
    #expect(plan.accepted.map(\.seq) == [1, 2])
    #expect(plan.memberships[UserChannel(carol, made)] == Membership(turn: 1, floor: 1, rights: .moderate))
  }

  @Test("A direct chat is begun by either of its two, both at once too, and by nobody else")
  func direct() throws {
    let chat = ChannelID(directBetween: alice, and: bob)
    let create = MessageEvent.Action.create(topic: "", isPrivate: true, readOnly: false)
    let plan = try plan(
      [(carol, create), (alice, create), (bob, create), (bob, .post("hi"))], facts, in: chat)
    #expect(plan.rejected.keys.sorted() == [0])
    #expect(plan.created.count == 1)
    #expect(plan.arrived == [UserChannel(alice, chat), UserChannel(bob, chat)])
    let leave = try self.plan(
      [(alice, .leave(turn: 2))],
      {
        var facts = facts
        facts.rooms[chat] = NumberingFacts.Room(head: 1, isPrivate: true)
        facts.members[UserChannel(alice, chat)] = []
        facts.turns[UserChannel(alice, chat)] = 1
        return facts
      }(), in: chat)
    #expect(leave.rejected.count == 1)
  }

  @Test("One edits one's own, deletes one's own, and a moderator deletes all")
  func changing() throws {
    var facts = facts
    facts.targets[room] = Dictionary(
      uniqueKeysWithValues: (1...3).map { seq in
        (
          seq,
          Message(
            channel: room, seq: seq, id: "m\(seq)", author: seq == 2 ? bob : alice,
            sentAt: Timestamp(milliseconds: 0), body: "@carol")
        )
      })
    let plan = try plan(
      [
        (bob, .edit(1, body: "mine")), (bob, .delete(3)), (bob, .edit(2, body: "new")), (alice, .delete(2)),
        (bob, .edit(2, body: "again")), (alice, .delete(8)), (alice, .delete(5)),
      ], facts)
    #expect(Set(plan.rejected.keys) == [0, 1, 5, 6])
    #expect(plan.rejected[5] == .aboveHead(seq: 8, head: 7))
    let left = try #require(plan.changed[room]?[2])
    #expect(left.kind == .deleted && left.body.isEmpty && left.mentions == Mentions())
  }

  @Test("An edit changes nothing of whom a message addresses")
  func editing() throws {
    var facts = facts
    let first = Message(
      channel: room, seq: 2, id: "m", author: bob, sentAt: Timestamp(milliseconds: 0), body: "@carol")
    facts.targets[room] = [2: first]
    let plan = try plan([(bob, .edit(2, body: "@alice"))], facts)
    #expect(plan.changed[room]?[2]?.mentions == first.mentions)
    #expect(plan.changed[room]?[2]?.body == "@alice")
  }
}
