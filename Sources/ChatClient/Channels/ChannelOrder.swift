import ChatModel

/// A part of the channel list that can be folded.
enum ChannelSection: String, CaseIterable, Codable, Sendable {
  case channels = "Channels"
  case direct = "Direct"
}

/// How the user likes the channel list.
struct ListArrangement: Equatable, Codable, Sendable {
  var sort = ChannelSort.unread
  var folded: Set<ChannelSection> = []
}

/// What the channels of a section are ordered by.
enum ChannelSort: String, CaseIterable, Codable, Sendable {
  /// Mentions first, then unread ones, then the rest; each by name.
  case unread
  /// The newest message first.
  case recency
  case name

  var next: ChannelSort {
    switch self {
    case .unread: .recency
    case .recency: .name
    case .name: .unread
    }
  }

  /// For the user: `sorted by …`.
  var words: String {
    switch self {
    case .unread: "unread first"
    case .recency: "newest first"
    case .name: "name"
    }
  }
}

/// The place of a channel within its section.
struct ChannelRank: Sendable {
  enum Tier: Int, Comparable, Sendable {
    case mentioned
    case unread
    case quiet

    /// - Parameter call: What of its badge calls for attention.
    init(_ call: Badge) {
      self = call.mentions > 0 ? .mentioned : call.unread > 0 ? .unread : .quiet
    }

    static func < (left: Tier, right: Tier) -> Bool { left.rawValue < right.rawValue }
  }

  let tier: Tier
  /// When the newest message was sent, in milliseconds; 0 without one.
  let newest: Int64
  let name: String
  let channel: ChannelID

  func precedes(_ other: ChannelRank, by sort: ChannelSort) -> Bool {
    switch sort {
    case .unread: (tier, name, channel) < (other.tier, other.name, other.channel)
    case .recency: (-newest, name, channel) < (-other.newest, other.name, other.channel)
    case .name: (name, channel) < (other.name, other.channel)
    }
  }
}

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
