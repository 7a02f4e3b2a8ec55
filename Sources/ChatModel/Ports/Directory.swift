/// Port: who exists and who is where. Written by `dogear demo`, the simulation and tests.
public protocol Directory: Sendable {
  /// Adds users, channels and memberships; what exists already stays as it is.
  ///
  /// A membership's join floor is the channel's head at that moment.
  func add(users: [UserID], channels: [NewChannel], memberships: [UserChannel]) async throws
}

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
