import ChatModel

/// The rows of the channel list: a heading for each section that is not empty, and its channels.
struct ChannelOrder: Equatable, Sendable {
  enum Row: Equatable, Sendable {
    case heading(String)
    case channel(ChannelID)
  }

  let channels: [ChannelID]
  let directs: [ChannelID]

  init(channels: [ChannelID] = [], directs: [ChannelID] = []) {
    self.channels = channels
    self.directs = directs
  }

  /// All channels, top to bottom.
  var all: [ChannelID] { channels + directs }

  var rowCount: Int { rows(channels) + rows(directs) }

  func row(_ index: Int) -> Row {
    let first = rows(channels)
    if index < first { return index == 0 ? .heading("Channels") : .channel(channels[index - 1]) }
    return index == first ? .heading("Direct") : .channel(directs[index - first - 1])
  }

  func index(of channel: ChannelID) -> Int? {
    if let index = channels.firstIndex(of: channel) { return index + 1 }
    return directs.firstIndex(of: channel).map { $0 + 1 + rows(channels) }
  }

  private func rows(_ section: [ChannelID]) -> Int { section.isEmpty ? 0 : section.count + 1 }
}
