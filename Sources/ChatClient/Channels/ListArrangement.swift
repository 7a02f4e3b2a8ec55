/// How the user likes the channel list.
struct ListArrangement: Equatable, Codable, Sendable {
  var sort = ChannelSort.unread
  var folded: Set<ChannelSection> = []
}
