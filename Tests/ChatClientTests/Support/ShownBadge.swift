import Canvas
import ChatModel

@testable import ChatClient

/// A badge as somebody reads it off the list of channels, who knows nothing of the model.
struct ShownBadge: Equatable {
  var unread = 0
  /// Nil in a direct chat, where one number says both.
  var mentions: Int?

  init(_ badge: Badge, isDirect: Bool) {
    unread = badge.unread
    mentions = isDirect ? nil : badge.mentions
  }

  /// - Parameter words: Those of the channel's row.
  init(reading words: [Substring], isDirect: Bool) {
    unread = words.last.flatMap { Int($0) } ?? 0
    mentions =
      isDirect ? nil : words.dropFirst().compactMap { $0.first == "@" ? Int($0.dropFirst()) : nil }.last ?? 0
  }

  /// The badges in view, by channel.
  static func all(on frame: Frame) -> [ChannelID: ShownBadge] {
    var badges: [ChannelID: ShownBadge] = [:]
    for target in frame.visible.targets {
      guard case .channel(let channel) = target.kind else { continue }
      badges[channel] = ShownBadge(reading: frame.canvas.words(in: target.rect), isDirect: channel.isDirect)
    }
    return badges
  }
}
