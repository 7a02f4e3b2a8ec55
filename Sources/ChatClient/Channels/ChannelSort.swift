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
