/// A channel to be added.
public struct NewChannel: Hashable, Sendable {
  /// Its handle.
  public let id: ChannelID
  /// What it is about, in a line.
  public let topic: String
  /// Whether only bots and administrators write to it.
  public let readOnly: Bool

  /// Creates a channel.
  public init(id: ChannelID, topic: String, readOnly: Bool = false) {
    self.id = id
    self.topic = topic
    self.readOnly = readOnly
  }
}
