import ChatModel

/// Remembers who is in which channel, exactly: a list is used only while its version is the one that was seen under
/// the channel's lock.
public struct MemberCache: Sendable {
  private var lists: [ChannelID: MemberList] = [:]
  private var size = 0
  private let capacity: Int

  /// Creates an empty cache.
  /// - Parameter capacity: How many members are remembered between two batches, in all channels together; each takes some
  ///   40 bytes.
  public init(capacity: Int = 2_000_000) {
    self.capacity = capacity
  }

  /// Forgets everything if that is too much; to be called between two batches, which need their lists at once.
  public mutating func makeRoom() {
    guard size > capacity else { return }
    lists = [:]
    size = 0
  }

  /// Forgets lists that are newer than what was seen of them just now.
  ///
  /// Versions only rise, so such a list is of before the database has gone back.
  public mutating func forget(newerThan versions: [ChannelID: Int64]) {
    for (channel, version) in versions {
      guard let list = lists[channel], list.version > version else { continue }
      size -= list.members.count
      lists[channel] = nil
    }
  }

  /// The channels among `versions` whose members must be read again, in order.
  public func missing(_ versions: [ChannelID: Int64]) -> [ChannelID] {
    versions.filter { (lists[$0.key]?.version ?? -1) < $0.value }.map(\.key).sorted()
  }

  /// The members of a channel as last read.
  public func members(of channel: ChannelID) -> [Member] {
    lists[channel]?.members ?? []
  }

  /// Remembers lists.
  /// - Parameter versions: What was seen of them before.
  /// - Returns: Whether they are at least as new. Versions only rise, so otherwise the database has gone back since.
  public mutating func store(_ more: [ChannelID: MemberList], seen versions: [ChannelID: Int64]) -> Bool {
    for (channel, list) in more {
      size += list.members.count - (lists[channel]?.members.count ?? 0)
      lists[channel] = list
    }
    return more.allSatisfy { $0.value.version >= versions[$0.key] ?? 0 }
  }
}
