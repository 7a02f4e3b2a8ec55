import ChatModel

/// A channel of the demo with its members.
public struct CrowdChannel: Sendable {
  /// Its handle.
  public let id: ChannelID
  /// What it is about, in a line.
  public let topic: String
  /// Whether only those of the cast and bots write to it.
  public let readOnly: Bool
  /// Those who may write to it if it is read-only.
  public let writers: Set<UserID>
  /// All members; the demo user is in every channel.
  public let members: [UserID]
  /// The members who can be given a part in a scene: regulars, or the other side of a direct chat.
  public let cast: [UserID]
  /// How much is said in it, relative to the other channels; 0 for direct chats.
  public let weight: Int

  init(
    id: ChannelID, topic: String, readOnly: Bool, writers: Set<UserID> = [], members: [UserID],
    cast: [UserID],
    weight: Int
  ) {
    self.id = id
    self.topic = topic
    self.readOnly = readOnly
    self.writers = writers
    self.members = members
    self.cast = cast
    self.weight = weight
  }

  init(directBetween me: UserID, and peer: UserID) {
    self.init(
      id: ChannelID(directBetween: me, and: peer), topic: "Direct chat of \(me) and \(peer)", readOnly: false,
      members: [me, peer], cast: [peer], weight: 0)
  }
}
