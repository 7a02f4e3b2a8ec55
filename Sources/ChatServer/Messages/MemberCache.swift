import ChatModel

/// Remembers who is in which channel, exactly: a list is used only while its version is the one that was seen under
/// the channel's lock.
public struct MemberCache: Sendable {
  private var lists: [ChannelID: MemberList] = [:]

  /// Creates an empty cache.
  public init() {}

  /// The channels among `versions` whose members must be read again, in order.
  public func missing(_ versions: [ChannelID: Int64]) -> [ChannelID] {
    versions.filter { (lists[$0.key]?.version ?? -1) < $0.value }.map(\.key).sorted()
  }

  /// The members of a channel as last read.
  public func members(of channel: ChannelID) -> [Member] {
    lists[channel]?.members ?? []
  }

  /// Remembers a list.
  public mutating func store(_ list: MemberList, of channel: ChannelID) {
    lists[channel] = list
  }
}
