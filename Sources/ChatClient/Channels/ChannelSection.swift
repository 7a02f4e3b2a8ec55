/// A part of the channel list that can be folded.
enum ChannelSection: String, CaseIterable, Codable, Sendable {
  case channels = "Channels"
  case direct = "Direct"
}
