import ChatModel

/// The people and channels of the demo, as they follow from a seed.
public struct World: Sendable {
  /// The demo user, whom questions and mentions are addressed to.
  public let me = UserID(stored: "alice")
  /// The second demo user, for another terminal.
  ///
  /// Nobody speaks for this user in channels; in a direct chat the crowd answers until a person does.
  public let second = UserID(stored: "bob")
  /// Those who do most of the talking.
  public let regulars: [UserID]
  /// Accounts of machines, which only say what their scenes give them.
  public let bots: [UserID]
  /// Everyone: the demo users, the regulars, the bots and a silent majority.
  public let users: [UserID]
  /// The twelve channels, largest weight first, then the direct chats of the demo user.
  public let channels: [CrowdChannel]
  private let byID: [ChannelID: CrowdChannel]

  /// How many users there are unless said otherwise: a fan-out worth watching.
  public static let usualSize = 1_000

  /// Creates the world of a seed.
  /// - Parameters:
  ///   - seed: Who is in which channel follows from it; names of the regulars and channels are always the same.
  ///   - size: How many users there are in all, but never fewer than the 45 who have a part.
  public init(seed: UInt64, size: Int = World.usualSize) {
    var random = SplitMix(seed: seed ^ 0x3017_1d00)
    regulars = Self.regularNames.map(UserID.init(stored:))
    bots = Self.botNames.map(UserID.init(stored:))
    let known = [me, second] + regulars + bots
    let count = max(0, size - known.count)
    var others = Array(Self.otherNames.shuffled(using: &random).prefix(count))
    // Beyond the names that there are, they begin again with a number: `maria-k2`.
    while others.count < count {
      let number = others.count / Self.otherNames.count + 1
      others += Self.otherNames.prefix(count - others.count).map { "\($0)\(number)" }
    }
    users = known + others.map(UserID.init(stored:))

    var channels: [CrowdChannel] = []
    for plan in Self.plans {
      channels.append(
        plan.channel(
          me: me, second: second, regulars: regulars.shuffled(using: &random),
          others: users.dropFirst(known.count).shuffled(using: &random)))
    }
    for peer in [second] + Self.peerNames.map(UserID.init(stored:)) {
      channels.append(CrowdChannel(directBetween: me, and: peer))
    }
    self.channels = channels
    byID = Dictionary(uniqueKeysWithValues: channels.map { ($0.id, $0) })
  }

  /// The channel with this id, or `nil` if it is none of the demo's.
  public func channel(_ id: ChannelID) -> CrowdChannel? {
    byID[id]
  }

  /// Who is where.
  public var memberships: [UserChannel] {
    channels.flatMap { channel in channel.members.map { UserChannel($0, channel.id) } }
  }

  /// Adds everything to `directory`; what exists already stays as it is.
  public func create(in directory: any Directory) async throws {
    let new = channels.map {
      NewChannel(id: $0.id, topic: $0.topic, readOnly: $0.readOnly, writers: $0.readOnly ? $0.writers : [])
    }
    try await directory.add(users: users, channels: new, memberships: memberships)
  }
}
