import ChatModel
import Kafka
import Stores

extension System {
  /// Adds users and channels, every user a member of every channel, and a direct chat of the first two.
  func addWorld(users: Int, channels: Int) async throws -> World {
    let world = World(users: users, channels: channels)
    try await store.add(
      users: world.users, channels: world.allChannels.map { NewChannel(id: $0, topic: "") },
      memberships: world.memberships)
    return world
  }

  /// Appends a message to the log as a client would.
  @discardableResult
  func say(_ body: String, by author: UserID, in channel: ChannelID, id: String) async throws -> KafkaDelivery
  {
    let event = try MessageEvent(id: id, channel: channel, author: author, body: body)
    return try await append(LogEntry(event, topics: topics))
  }

  /// Appends a receipt to the log as a client would.
  @discardableResult
  func read(_ seq: Seq, by user: UserID, in channel: ChannelID) async throws -> KafkaDelivery {
    let event = try ReceiptEvent(UserChannel(user, channel), .read, seq: seq, epoch: 0)
    return try await append(LogEntry(event, topics: topics))
  }

  /// Appends something else that is done to a channel.
  @discardableResult
  func append(_ event: MessageEvent) async throws -> KafkaDelivery {
    try await append(LogEntry(event, topics: topics))
  }

  private func append(_ entry: LogEntry) async throws -> KafkaDelivery {
    try await producer.send(KafkaMessage(topic: entry.topic, key: entry.key, value: entry.value))
  }

  /// The counters' reading end, as a client has it.
  func counters() -> RedisCounters { RedisCounters(redis, library: nil) }
}

/// Who exists, and who is where.
struct World: Sendable {
  let users: [UserID]
  let channels: [ChannelID]

  init(users: Int, channels: Int) {
    self.users = (0..<users).map { UserID(stored: "user-\($0)") }
    self.channels = (0..<channels).map { ChannelID(stored: "channel-\($0)") }
  }

  /// The chat of the first two users.
  var direct: ChannelID { ChannelID(directBetween: users[0], and: users[1]) }

  var allChannels: [ChannelID] { channels + [direct] }

  var memberships: [UserChannel] {
    users.flatMap { user in channels.map { UserChannel(user, $0) } }
      + users.prefix(2).map { UserChannel($0, direct) }
  }
}
