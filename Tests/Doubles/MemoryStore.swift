import ChatModel
import Synchronization

/// A database in memory: what PostgreSQL is to the server, a transaction at a time.
public final class MemoryStore: Sendable {
  struct Room {
    var messages: [Message] = []
    var floors: [UserID: Seq] = [:]
    var attention: [UserID: Attention] = [:]
    /// Whom `@channel` does not mention.
    var deaf: Set<UserID> = []
    var hiding: Set<UserID> = []
    var version: Int64 = 0
    var topic = ""
    var readOnly = false
    var isPrivate = false
    var rights: [UserID: Rights] = [:]
    /// How often users have come and gone.
    var turns: [UserID: Int64] = [:]
    /// In which epochs those begin who come again.
    var epochs: [UserID: Int64] = [:]
    var head: Seq { Seq(messages.count) }
    var isSmall: Bool { floors.count <= ChannelInfo.mostSeenBy }
  }

  struct State {
    var users: Set<UserID> = []
    var rooms: [ChannelID: Room] = [:]
    var stored: [String: Message] = [:]
    var reads: [UserChannel: ReadState] = [:]
    var snapshots: [UserChannel: Snapshot] = [:]
    var age: Int64 = 0
  }

  /// All that was stored at some moment.
  public struct Backup: Sendable {
    fileprivate let state: State
  }

  private let state = Mutex(State())
  let faults: Faults?

  /// Creates an empty database.
  public init(faults: Faults? = nil) {
    self.faults = faults
  }

  func perform<Result>(_ body: @escaping @Sendable (inout State) -> Result) throws -> Result {
    try faults.around { self.state.withLock { body(&$0) } }
  }

  /// Looks without faults.
  func inspect<Result>(_ body: (State) -> Result) -> Result {
    state.withLock { body($0) }
  }

  /// All that is stored now.
  public func backup() -> Backup { Backup(state: inspect { $0 }) }

  /// Puts back what was stored at some moment; what came later is gone.
  public func restore(_ backup: Backup) {
    state.withLock { $0 = backup.state }
  }

  /// The messages of a channel in order.
  public func allMessages(in channel: ChannelID) -> [Message] {
    inspect { $0.rooms[channel]?.messages ?? [] }
  }

  /// What a user has read.
  public func readState(of key: UserChannel) -> ReadState {
    inspect { $0.reads[key] ?? ReadState() }
  }

  /// All channels, in order.
  public var channels: [ChannelID] { inspect { $0.rooms.keys.sorted() } }

  /// How often a user has come and gone.
  public func turn(_ key: UserChannel) -> Int64 {
    inspect { $0.rooms[key.channel]?.turns[key.user] ?? 0 }
  }

  /// All memberships, in order.
  public var memberships: [UserChannel] {
    inspect { state in
      state.rooms.flatMap { channel, room in room.floors.keys.map { UserChannel($0, channel) } }.sorted()
    }
  }
}

extension MemoryStore.State {
  /// What the numbering of a batch must know.
  func facts(of batch: [IncomingMessage]) -> NumberingFacts {
    var facts = NumberingFacts(users: users, stored: stored)
    for event in batch.map(\.event) {
      guard let room = rooms[event.channel] else { continue }
      facts.rooms[event.channel] = NumberingFacts.Room(
        head: room.head, isPrivate: room.isPrivate, readOnly: room.readOnly, topic: room.topic,
        memberCount: room.floors.count)
      for (user, turn) in room.turns { facts.turns[UserChannel(user, event.channel)] = turn }
      for user in room.floors.keys {
        facts.members[UserChannel(user, event.channel)] = room.rights[user] ?? []
      }
      guard let target = event.target, room.messages.indices.contains(Int(target) - 1) else { continue }
      facts.targets[event.channel, default: [:]][target] = room.messages[Int(target) - 1]
    }
    return facts
  }

  /// Stores a message, or replaces what it was before.
  mutating func store(_ message: Message) {
    let index = Int(message.seq) - 1
    if rooms[message.channel]?.messages.indices.contains(index) == true {
      rooms[message.channel]?.messages[index] = message
    } else {
      rooms[message.channel]?.messages.append(message)
    }
    stored[message.id] = message
  }

  /// What a repeated joining must not do.
  mutating func moveFloors(of repeated: [Message]) {
    for message in repeated where message.kind == .joined {
      guard rooms[message.channel]?.floors[message.author] != nil else { continue }
      let head = rooms[message.channel]?.head ?? 0
      rooms[message.channel]?.floors[message.author] = head
    }
  }

  /// Lets somebody come or go, or sets what a member may do.
  mutating func set(_ membership: Membership, of key: UserChannel) {
    rooms[key.channel]?.turns[key.user] = membership.turn
    rooms[key.channel]?.rights[key.user] = membership.rights
    if membership.isMember, membership.floor == nil { return }
    rooms[key.channel]?.floors[key.user] = membership.floor
    if let read = reads.removeValue(forKey: key) {
      rooms[key.channel]?.epochs[key.user] = read.marker.epoch + 1
    }
    snapshots[key] = nil
    rooms[key.channel]?.deaf.remove(key.user)
    rooms[key.channel]?.attention[key.user] = nil
    rooms[key.channel]?.hiding.remove(key.user)
    if membership.isMember, let epoch = rooms[key.channel]?.epochs[key.user] {
      reads[key] = ReadState(marker: ReadMarker(epoch: epoch))
    }
  }

  /// Whether there is less in the database than a snapshot is of.
  func isAhead(_ snapshot: Snapshot) -> Bool {
    let now = Snapshot(key: snapshot.key, of: UnreadNumbers(counter(of: snapshot.key)))
    return snapshot.head > now.head || snapshot.readUpTo > now.readUpTo
  }

  /// The counter of a membership, from messages and read state.
  ///
  /// Slow and plain on purpose: the others are compared with it.
  func counter(of key: UserChannel) -> Unread {
    guard let room = rooms[key.channel] else { return Unread() }
    var counter = Unread(
      head: room.head, floor: room.floors[key.user] ?? 0, read: reads[key] ?? ReadState(),
      turn: room.turns[key.user] ?? 0)
    for message in room.messages where message.seq > counter.readUpTo {
      if message.author == key.user || !message.kind.counts {
        counter.uncounted.insert(message.seq)
      } else if message.mentions.users.contains(key.user) {
        counter.mentions.insert(message.seq)
      } else if message.mentions.everyone {
        counter.everyone.insert(message.seq)
      }
    }
    return counter
  }
}
