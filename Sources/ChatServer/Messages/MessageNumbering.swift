import ChatModel

/// Decides what each event of a batch does: which number a message gets, who comes and goes, what is changed.
public enum MessageNumbering {
  /// Decides on a batch in its order, each event by what those before it have left.
  ///
  /// Messages, and the lines that tell of comings and goings, are numbered densely above the heads in `facts`. A client id
  /// that is stored already, or stands earlier in the batch, is a repeat of that event: it keeps the number it has, and
  /// nothing is asked about rights that may have changed since. Linear in the batch.
  public static func plan(_ batch: [IncomingMessage], _ facts: NumberingFacts) -> NumberingPlan {
    var draft = NumberingDraft(facts)
    for (index, incoming) in batch.enumerated() {
      do {
        try draft.take(incoming)
      } catch {
        draft.plan.rejected[index] = error
      }
    }
    for (index, incoming) in batch.enumerated() where draft.plan.rejected[index] == nil {
      draft.settle(incoming.event)
    }
    return draft.plan
  }
}

/// A plan in the making, and what is true after the events so far.
struct NumberingDraft {
  var plan = NumberingPlan()
  private var facts: NumberingFacts

  init(_ facts: NumberingFacts) {
    self.facts = facts
  }

  mutating func take(_ incoming: IncomingMessage) throws(Rejection) {
    let event = incoming.event
    if let stored = facts.stored[event.id] {
      guard stored.channel == event.channel, stored.author == event.author else {
        throw .clientIDTaken(event.id)
      }
      plan.repeated.append(stored)
      return
    }
    guard facts.users.contains(event.author) else { throw .unknownUser(event.author.rawValue) }
    if case .create(let topic, let isPrivate, let readOnly) = event.action {
      let channel = NewChannel(id: event.channel, topic: topic, isPrivate: isPrivate, readOnly: readOnly)
      return try create(channel, incoming)
    }
    guard let room = facts.rooms[event.channel] else { throw .unknownChannel(event.channel.rawValue) }
    switch event.action {
    case .post(let body): try post(body, in: room, incoming)
    case .create: break
    case .join(let turn), .leave(let turn): try move(event.author, to: turn, in: room, incoming)
    case .invite(let user, let turn), .remove(let user, let turn):
      try move(user, to: turn, in: room, incoming)
    case .setTopic(let topic): try setTopic(topic, in: room, incoming)
    case .allow(let user, let rights): try allow(user, rights, incoming)
    case .edit(let seq, let body): try edit(seq, body, in: room, event)
    case .delete(let seq): try delete(seq, in: room, event)
    }
  }

  /// Notes where those who came or went are after the batch: of a repeated event too, whose effects outside the
  /// database may be missing.
  mutating func settle(_ event: MessageEvent) {
    var users = event.membership.map { [$0.user] } ?? []
    if case .create = event.action {
      users = [event.author] + (event.channel.peer(of: event.author).map { [$0] } ?? [])
    }
    for user in users {
      let key = UserChannel(user, event.channel)
      if facts.members[key] != nil {
        plan.arrived.insert(key)
      } else if let turn = facts.turns[key], turn > 0 {
        plan.departed[key] = turn
      }
    }
  }

  private func rights(of event: MessageEvent) throws(Rejection) -> Rights {
    let key = UserChannel(event.author, event.channel)
    guard let rights = facts.members[key] else { throw .notAMember(key) }
    return rights
  }

  private func check(_ isAllowed: Bool, _ event: MessageEvent, _ deed: String) throws(Rejection) {
    guard isAllowed else { throw .notAllowed(UserChannel(event.author, event.channel), deed) }
  }

  private mutating func number(_ kind: Message.Kind, _ body: String, _ incoming: IncomingMessage) -> Message {
    let event = incoming.event
    let seq = (facts.rooms[event.channel]?.head ?? 0) + 1
    let message = Message(
      channel: event.channel, seq: seq, id: event.id, author: event.author, sentAt: incoming.sentAt,
      body: body,
      kind: kind)
    facts.rooms[event.channel]?.head = seq
    facts.stored[event.id] = message
    facts.targets[event.channel, default: [:]][seq] = message
    plan.accepted.append(message)
    return message
  }

  private mutating func post(
    _ body: String, in room: NumberingFacts.Room, _ incoming: IncomingMessage
  ) throws(Rejection) {
    let rights = try rights(of: incoming.event)
    try check(!room.readOnly || rights.allows(.write), incoming.event, "write")
    _ = number(.text, body, incoming)
  }
}

/// Comings and goings.
extension NumberingDraft {
  private mutating func create(_ channel: NewChannel, _ incoming: IncomingMessage) throws(Rejection) {
    let event = incoming.event
    var members = [event.author]
    if channel.id.isDirect {
      guard let peer = channel.id.peer(of: event.author) else {
        throw .notAllowed(UserChannel(event.author, channel.id), "begin a direct chat")
      }
      guard facts.users.contains(peer) else { throw .unknownUser(peer.rawValue) }
      // Both may begin it, at the same time too.
      guard facts.rooms[channel.id] == nil else { return }
      members.append(peer)
    }
    guard facts.rooms[channel.id] == nil else { throw .nameTaken(channel.id.rawValue) }
    facts.rooms[channel.id] = NumberingFacts.Room(
      isPrivate: channel.isPrivate || channel.id.isDirect, readOnly: channel.readOnly, topic: channel.topic)
    plan.created.append(channel)
    let line = number(.created, "", incoming)
    for user in members {
      let rights: Rights = channel.id.isDirect ? [] : .moderate
      set(UserChannel(user, channel.id), Membership(turn: 1, floor: line.seq, rights: rights))
    }
  }

  private mutating func move(
    _ user: UserID, to turn: Int64, in room: NumberingFacts.Room, _ incoming: IncomingMessage
  ) throws(Rejection) {
    let event = incoming.event
    let key = UserChannel(user, event.channel)
    let current = facts.turns[key] ?? 0
    // Somebody else has done it already, or this is a repeat of something that has long been done.
    guard turn > current else { return }
    guard turn == current + 1 else { throw .turnAhead(turn: turn, current: current) }
    guard facts.users.contains(user) else { throw .unknownUser(user.rawValue) }
    let isDirect = event.channel.isDirect
    let kind: Message.Kind
    switch event.action {
    case .join:
      try check(!room.isPrivate && !isDirect, event, "come in uninvited")
      kind = .joined
    case .leave:
      try check(!isDirect, event, "leave: a direct chat can be muted")
      kind = .left
    case .invite:
      let rights = try rights(of: event)
      try check(!isDirect && (!room.isPrivate || rights.allows(.invite)), event, "invite others")
      kind = .invited
    default:
      try check(try rights(of: event).allows(.moderate) && !isDirect, event, "remove others")
      kind = .removed
    }
    // A line is a seq in a set of every member; who would read that of a thousand others?
    if room.memberCount <= ChannelInfo.mostSeenBy {
      _ = number(kind, user == event.author ? "" : user.rawValue, incoming)
    }
    let head = facts.rooms[event.channel]?.head ?? 0
    set(key, Membership(turn: turn, floor: Membership.isMember(turn) ? head : nil, rights: []))
  }

  private mutating func set(_ key: UserChannel, _ membership: Membership) {
    facts.turns[key] = membership.turn
    if membership.isMember != (facts.members[key] != nil) {
      facts.rooms[key.channel]?.memberCount += membership.isMember ? 1 : -1
    }
    facts.members[key] = membership.isMember ? membership.rights : nil
    plan.memberships[key] = membership
  }

  private mutating func allow(
    _ user: UserID, _ rights: Rights, _ incoming: IncomingMessage
  ) throws(Rejection) {
    let event = incoming.event
    try check(try self.rights(of: event).allows(.moderate), event, "give rights")
    let key = UserChannel(user, event.channel)
    guard let old = facts.members[key] else { throw .notAMember(key) }
    guard old != rights else { return }
    _ = number(.allowed, "\(user): \(rights)", incoming)
    let turn = facts.turns[key] ?? 1
    set(key, Membership(turn: turn, floor: plan.memberships[key]?.floor, rights: rights))
  }
}

/// Changes.
extension NumberingDraft {
  private mutating func setTopic(
    _ topic: String, in room: NumberingFacts.Room, _ incoming: IncomingMessage
  ) throws(Rejection) {
    let event = incoming.event
    let rights = try rights(of: event)
    try check(
      !event.channel.isDirect && (!room.readOnly || rights.allows(.moderate)), event, "set the topic")
    guard topic != room.topic else { return }
    facts.rooms[event.channel]?.topic = topic
    plan.topics[event.channel] = topic
    _ = number(.topic, topic, incoming)
  }

  private mutating func edit(
    _ seq: Seq, _ body: String, in room: NumberingFacts.Room, _ event: MessageEvent
  ) throws(Rejection) {
    let message = try target(seq, room, event)
    // Deleted before, or after this and this is a repeat: either way it stays so.
    guard message.kind != .deleted, message.body != body else { return change(message) }
    guard message.kind.counts else { throw .noSuchMessage(seq: seq) }
    _ = try rights(of: event)
    try check(message.author == event.author, event, "edit what others wrote")
    change(message.edited(body))
  }

  private mutating func delete(
    _ seq: Seq, in room: NumberingFacts.Room, _ event: MessageEvent
  ) throws(Rejection) {
    let message = try target(seq, room, event)
    guard message.kind != .deleted else { return change(message) }
    guard message.kind.counts else { throw .noSuchMessage(seq: seq) }
    let rights = try rights(of: event)
    try check(
      message.author == event.author || rights.allows(.moderate), event, "delete what others wrote")
    change(message.deleted)
  }

  private func target(
    _ seq: Seq, _ room: NumberingFacts.Room, _ event: MessageEvent
  ) throws(Rejection) -> Message {
    guard seq <= room.head else { throw .aboveHead(seq: seq, head: room.head) }
    guard let message = facts.targets[event.channel]?[seq] else { throw .noSuchMessage(seq: seq) }
    return message
  }

  private mutating func change(_ message: Message) {
    facts.targets[message.channel, default: [:]][message.seq] = message
    plan.changed[message.channel, default: [:]][message.seq] = message
  }
}
