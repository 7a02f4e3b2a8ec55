import ChatModel

/// The rows of the channel list: a heading for each section that is not empty, and its channels unless it is folded.
struct ChannelOrder: Equatable, Sendable {
  enum Row: Equatable, Sendable {
    case heading(ChannelSection)
    case channel(ChannelID)
  }

  private(set) var rows: [Row] = []
  /// The channels in view or to be scrolled into view, top to bottom.
  private(set) var all: [ChannelID] = []
  /// All channels, those of folded sections and those that are filtered out too.
  private(set) var complete: [ChannelID] = []
  /// How many of them each section has.
  private(set) var counts: [ChannelSection: Int] = [:]

  init() {}

  /// - Parameter hidden: The channels that are filtered out.
  init(_ channels: [ChannelID], hidden: Set<ChannelID>, folded: Set<ChannelSection>) {
    for section in ChannelSection.allCases {
      let everyone = channels.filter { Self.section(of: $0) == section }
      complete += everyone
      counts[section] = everyone.count
      let members = hidden.isEmpty ? everyone : everyone.filter { !hidden.contains($0) }
      guard !members.isEmpty else { continue }
      rows.append(.heading(section))
      if folded.contains(section) { continue }
      rows += members.map(Row.channel)
      all += members
    }
  }

  static func section(of channel: ChannelID) -> ChannelSection { channel.isDirect ? .direct : .channels }

  func index(of channel: ChannelID) -> Int? {
    rows.firstIndex(of: .channel(channel))
  }
}
