import ChatModel

extension MemberLists {
  /// The list of one channel.
  public func memberList(of channel: ChannelID) async throws -> MemberList {
    try await memberLists(of: [channel])[channel] ?? MemberList(version: 0, members: [])
  }
}
