/// A channel to be added.
public struct NewChannel: Hashable, Sendable {
  /// Its handle.
  public let id: ChannelID
  /// What it is about, in a line.
  public let topic: String
  /// Whether one gets in by invitation only, and it is listed for its members only.
  public let isPrivate: Bool
  /// Whether only those with the right to do so write to it.
  public let readOnly: Bool
  /// Those who may write to it although it is read-only.
  public let writers: Set<UserID>

  /// The longest topic, in bytes of UTF-8.
  public static let mostTopicBytes = 512

  /// Creates a channel.
  public init(
    id: ChannelID, topic: String, isPrivate: Bool = false, readOnly: Bool = false, writers: Set<UserID> = []
  ) {
    self.id = id
    self.topic = topic
    self.isPrivate = isPrivate
    self.readOnly = readOnly
    self.writers = writers
  }
}

/// A public channel as anybody sees it.
public struct ChannelSummary: Hashable, Sendable {
  /// Its handle.
  public let id: ChannelID
  /// What it is about; as stored, so not yet harmless.
  public let topic: String
  /// How many members it has.
  public let memberCount: Int
  /// Whether whoever asks is one of them.
  public let isMember: Bool

  /// Creates a summary.
  public init(id: ChannelID, topic: String, memberCount: Int, isMember: Bool) {
    self.id = id
    self.topic = topic
    self.memberCount = memberCount
    self.isMember = isMember
  }

  /// The most that are listed.
  public static let most = 1_000
}

/// What a member may do beyond reading, and beyond what everybody may in a channel of its kind.
public struct Rights: OptionSet, Hashable, Sendable, CustomStringConvertible {
  /// The bits, as they are stored.
  public let rawValue: Int64

  /// Creates rights from bits; those that mean nothing are dropped.
  public init(rawValue: Int64) {
    self.rawValue = rawValue & 7
  }

  /// To write where the channel is read-only.
  public static let write = Rights(rawValue: 1)
  /// To bring others into a private channel.
  public static let invite = Rights(rawValue: 2)
  /// To take members out, delete their messages, set the topic of a read-only channel, and give rights; with it come the
  /// others.
  public static let moderate = Rights(rawValue: 4)

  /// The names, in order.
  public static let names: [(name: String, right: Rights)] = [
    ("write", .write), ("invite", .invite), ("moderate", .moderate),
  ]

  /// Rights by their names, or `nil` if one is none.
  public init?(names: some Sequence<some StringProtocol>) {
    self = []
    for name in names {
      guard let right = Self.names.first(where: { $0.name == name })?.right else { return nil }
      insert(right)
    }
  }

  /// The names of these rights.
  public var names: [String] { Self.names.filter { contains($0.right) }.map(\.name) }

  /// `write, invite`, or `nothing more`.
  public var description: String { isEmpty ? "nothing more" : names.joined(separator: ", ") }

  /// Whether this right is among them, or the one that all come with.
  public func allows(_ right: Rights) -> Bool { contains(right) || contains(.moderate) }
}
