import ChatModel
import Synchronization

/// A database in memory: what PostgreSQL is to the server, a transaction at a time.
public final class MemoryStore: Sendable {
  struct Room {
    var messages: [Message] = []
    var floors: [UserID: Seq] = [:]
    var muted: Set<UserID> = []
    var version: Int64 = 0
    var topic = ""
    var readOnly = false
    var head: Seq { Seq(messages.count) }
    var isSmall: Bool { floors.count <= ChannelInfo.mostSeenBy }
  }

  struct State {
    var users: Set<UserID> = []
    var rooms: [ChannelID: Room] = [:]
    var stored: [String: Message] = [:]
    var reads: [UserChannel: ReadState] = [:]
    var snapshots: [UserChannel: Snapshot] = [:]
  }

  private let state = Mutex(State())
  private let faults: Faults?

  /// Creates an empty database.
  public init(faults: Faults? = nil) {
    self.faults = faults
  }

  func perform<Result>(_ body: (inout State) -> Result) throws -> Result {
    try faults.around { state.withLock { body(&$0) } }
  }

  /// Looks without faults.
  func inspect<Result>(_ body: (State) -> Result) -> Result {
    state.withLock { body($0) }
  }

  /// The messages of a channel in order.
  public func allMessages(in channel: ChannelID) -> [Message] {
    inspect { $0.rooms[channel]?.messages ?? [] }
  }

  /// What a user has read.
  public func readState(of key: UserChannel) -> ReadState {
    inspect { $0.reads[key] ?? ReadState() }
  }

  /// All memberships, in order.
  public var memberships: [UserChannel] {
    inspect { state in
      state.rooms.flatMap { channel, room in room.floors.keys.map { UserChannel($0, channel) } }.sorted()
    }
  }
}

extension MemoryStore.State {
  /// The counter of a membership, from messages and read state.
  ///
  /// Slow and plain on purpose: the others are compared with it.
  func counter(of key: UserChannel) -> Unread {
    guard let room = rooms[key.channel] else { return Unread() }
    var counter = Unread(head: room.head, floor: room.floors[key.user] ?? 0, read: reads[key] ?? ReadState())
    for message in room.messages where message.seq > counter.readUpTo {
      let mentions = message.mentions
      if message.author == key.user {
        counter.own.insert(message.seq)
      } else if !key.channel.isDirect, mentions.everyone || mentions.users.contains(key.user) {
        counter.mentions.insert(message.seq)
      }
    }
    return counter
  }
}
