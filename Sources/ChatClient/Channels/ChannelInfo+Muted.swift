import ChatModel

extension ChannelInfo {
  func with(muted: Bool) -> ChannelInfo {
    ChannelInfo(
      id: id, topic: topic, memberCount: memberCount, head: head, floor: floor, muted: muted,
      readOnly: readOnly, lastMessageAt: lastMessageAt)
  }
}
