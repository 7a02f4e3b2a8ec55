import ChatModel

/// The people whose receipts are recorded: each is a member of ten of fifty channels, and has read nothing yet.
public struct Readers: Sendable, Equatable {
  /// How many channels each reader is in.
  public static let channelsEach = 10
  /// How many channels there are.
  public static let channelCount = 50
  /// The highest seq of every channel.
  public static let head: Seq = 1_000
  /// The distance of two of a reader's channels: no factor of their number, so that ten are ten different ones.
  public static let stride = 7
  /// The inverse of `stride` modulo the number of channels.
  private static let inverse = 43

  /// How many memberships there are, in whole readers.
  public let memberships: Int

  /// Creates enough readers for so many memberships.
  public init(memberships: Int) {
    let readers = (max(1, memberships) + Self.channelsEach - 1) / Self.channelsEach
    self.memberships = readers * Self.channelsEach
  }

  /// How many readers there are.
  public var count: Int { memberships / Self.channelsEach }

  /// All channels.
  public static var channels: [ChannelID] { (0..<channelCount).map { ChannelID(stored: "room-\($0)") } }

  /// The users, those of another number of readers being more or fewer of the same.
  public var users: [UserID] { (0..<count).map { UserID(stored: "reader-\($0)") } }

  /// Who is where, of the membership with this number; those of one reader follow each other.
  public static func key(of membership: Int) -> UserChannel {
    let (reader, place) = membership.quotientAndRemainder(dividingBy: channelsEach)
    return UserChannel(
      UserID(stored: "reader-\(reader)"),
      ChannelID(stored: "room-\((reader + place * stride) % channelCount)"))
  }

  /// The number of a membership; `nil` if it is none of these.
  public func membership(of key: UserChannel) -> Int? {
    guard let reader = Self.number(key.user.rawValue, after: "reader-"), reader < count,
      let channel = Self.number(key.channel.rawValue, after: "room-"), channel < Self.channelCount
    else { return nil }
    let distance = (channel - reader % Self.channelCount + Self.channelCount) % Self.channelCount
    let place = distance * Self.inverse % Self.channelCount
    return place < Self.channelsEach ? reader * Self.channelsEach + place : nil
  }

  private static func number(_ text: String, after prefix: String) -> Int? {
    guard text.hasPrefix(prefix), let number = Int(text.dropFirst(prefix.count)), number >= 0 else {
      return nil
    }
    return number
  }
}
