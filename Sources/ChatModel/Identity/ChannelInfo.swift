/// A channel as one of its members sees it.
public struct ChannelInfo: Hashable, Sendable {
  /// Its handle.
  public let id: ChannelID
  /// What it is about, in a line; as stored, so not yet harmless.
  public let topic: String
  /// How many members it has.
  public let memberCount: Int
  /// Its highest seq when this was read.
  public let head: Seq
  /// The member's join floor.
  public let floor: Seq
  /// What in it calls for the member.
  public var attention: Attention
  /// Whether `@channel` counts as a mention of the member.
  public let hearsEveryone: Bool
  /// Whether others do not see what the member has read.
  public let hidesReads: Bool
  /// Whether only those with the right write to it.
  public let readOnly: Bool
  /// Whether one gets in by invitation only.
  public let isPrivate: Bool
  /// What the member may do.
  public let rights: Rights
  /// When its newest message was sent; `nil` if it has none.
  public let lastMessageAt: Timestamp?

  /// The largest channel that tells its members who has seen what, and who comes and goes.
  ///
  /// What either costs grows with members times messages, or members times members.
  public static let mostSeenBy = 100

  /// Creates an info.
  public init(
    id: ChannelID, topic: String, memberCount: Int, head: Seq, floor: Seq,
    attention: Attention = .everything, hearsEveryone: Bool = true, hidesReads: Bool = false,
    readOnly: Bool = false, isPrivate: Bool = false, rights: Rights = [], lastMessageAt: Timestamp? = nil
  ) {
    self.id = id
    self.topic = topic
    self.memberCount = memberCount
    self.head = head
    self.floor = floor
    self.attention = attention
    self.hearsEveryone = hearsEveryone
    self.hidesReads = hidesReads
    self.readOnly = readOnly
    self.isPrivate = isPrivate
    self.rights = rights
    self.lastMessageAt = lastMessageAt
  }

  /// Whether the member can write to it.
  public var canWrite: Bool { !readOnly || rights.allows(.write) }

  /// Whether the member hears less than everything.
  public var isMuted: Bool { attention != .everything }

  /// Whether a message mentions the member here.
  public func isMentioned(by message: Message, _ user: UserID) -> Bool {
    message.mentions.users.contains(user)
      || (message.mentions.everyone && hearsEveryone && message.author != user)
  }
}

/// What in a channel calls for a member: in the totals, in the list, by alerts, and for the keys that look for more.
///
/// The counts themselves stay what they are; this says which of them are heard.
public enum Attention: Int64, Hashable, Sendable, CaseIterable {
  /// Every message.
  case everything = 0
  /// Only what mentions the member: the channel is muted.
  case mentions = 1
  /// Nothing.
  case nothing = 2

  /// What of a badge calls.
  public func call(_ badge: Badge) -> Badge {
    switch self {
    case .everything: badge
    case .mentions: Badge(unread: 0, mentions: badge.mentions)
    case .nothing: Badge()
    }
  }

  /// The next level; in a direct chat, where every message is a mention, there are two.
  public func next(isDirect: Bool) -> Attention {
    switch self {
    case .everything: isDirect ? .nothing : .mentions
    case .mentions: .nothing
    case .nothing: .everything
    }
  }
}
