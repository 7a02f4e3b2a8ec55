/// What is to be done with a batch, in the order of its parts.
public struct NumberingPlan: Sendable {
  /// Channels to be made.
  public var created: [NewChannel] = []
  /// New messages and lines with their numbers, dense above each channel's head.
  public var accepted: [Message] = []
  /// Messages and lines that were stored before: they are fanned out again, harmlessly.
  public var repeated: [Message] = []
  /// Stored messages that are edited or deleted, as they are after the batch; also those that were so before, harmlessly.
  public var changed: [ChannelID: [Seq: Message]] = [:]
  /// Memberships that change, as they are after the batch.
  public var memberships: [UserChannel: Membership] = [:]
  /// New topics.
  public var topics: [ChannelID: String] = [:]
  /// Those who came, or had come before as the event is a repeat, and are members after the batch.
  public var arrived: Set<UserChannel> = []
  /// Those who went, likewise, and are no members after the batch; with their turns.
  public var departed: [UserChannel: Int64] = [:]
  /// What can never be done, by index in the batch.
  public var rejected: [Int: Rejection] = [:]

  /// Creates an empty plan.
  public init() {}

  /// Everything that is fanned out and published, channel by channel, in order of seq.
  public var byChannel: [(channel: ChannelID, messages: [Message])] {
    let all = repeated + accepted + changed.values.flatMap(\.values)
    return Dictionary(grouping: all, by: \.channel)
      .sorted { $0.key < $1.key }
      .map { ($0.key, $0.value.sorted { $0.seq < $1.seq }) }
  }

  /// The channels whose list of members changes.
  public var changedLists: Set<ChannelID> { Set(memberships.keys.map(\.channel)) }

  /// The channels with anything to fan out.
  public var channels: Set<ChannelID> {
    Set(byChannel.map(\.channel)).union(departed.keys.map(\.channel))
  }
}

/// A membership that a batch changes, as it is afterwards.
public struct Membership: Hashable, Sendable {
  /// How often the user has come and gone: a member if it is odd.
  public var turn: Int64
  /// The join floor of somebody who came with this batch; `nil` for one who was there before.
  public var floor: Seq?
  /// What a member may do.
  public var rights: Rights

  /// Creates a membership.
  public init(turn: Int64, floor: Seq?, rights: Rights) {
    self.turn = turn
    self.floor = floor
    self.rights = rights
  }

  /// Whether the user is a member.
  public var isMember: Bool { Membership.isMember(turn) }

  /// Whether somebody who has come and gone so often is in.
  public static func isMember(_ turn: Int64) -> Bool { turn % 2 == 1 }
}
