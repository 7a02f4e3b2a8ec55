/// What must be known to number a batch, read under the channels' locks.
public struct NumberingFacts: Sendable {
  /// What is known of a channel.
  public struct Room: Hashable, Sendable {
    /// Its head.
    public var head: Seq
    /// Whether one gets in by invitation only.
    public var isPrivate: Bool
    /// Whether only those with the right write to it.
    public var readOnly: Bool
    /// Its topic.
    public var topic: String
    /// How many members it has.
    public var memberCount: Int

    /// Creates facts of a channel.
    public init(
      head: Seq = 0, isPrivate: Bool = false, readOnly: Bool = false, topic: String = "",
      memberCount: Int = 0
    ) {
      self.head = head
      self.isPrivate = isPrivate
      self.readOnly = readOnly
      self.topic = topic
      self.memberCount = memberCount
    }
  }

  /// Those channels that exist.
  public var rooms: [ChannelID: Room]
  /// Those users, of all that are named, who exist.
  public var users: Set<UserID>
  /// The memberships of those who are named, with their rights.
  public var members: [UserChannel: Rights]
  /// How often those who are named have come and gone; 0 if never.
  public var turns: [UserChannel: Int64]
  /// Messages already stored, by client id.
  public var stored: [String: Message]
  /// The messages that are to be changed, as they are stored, by channel and seq.
  public var targets: [ChannelID: [Seq: Message]]

  /// Creates facts.
  public init(
    rooms: [ChannelID: Room] = [:], users: Set<UserID> = [], members: [UserChannel: Rights] = [:],
    turns: [UserChannel: Int64] = [:], stored: [String: Message] = [:],
    targets: [ChannelID: [Seq: Message]] = [:]
  ) {
    self.rooms = rooms
    self.users = users
    self.members = members
    self.turns = turns
    self.stored = stored
    self.targets = targets
  }
}
