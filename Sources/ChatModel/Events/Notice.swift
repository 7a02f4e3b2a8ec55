/// What is published to connected clients over Redis: hints that something may be stale, never the truth itself.
///
/// A missed notice costs nothing but time: the client finds gaps by their seqs and reads badges anew on reconnect.
public enum Notice: Hashable, Sendable {
  /// A message was stored and fanned out. Published to the channel.
  case message(Message)
  /// A member's read position rose. Published to channels with few members.
  case seen(UserChannel, position: Seq)
  /// The user's own read state changed, perhaps on another terminal. Published to the user.
  case read(UserChannel)
  /// Somebody is writing a message just now. Published to the channel.
  ///
  /// Nothing says that they stopped: it holds for a few seconds, or until their message comes.
  case typing(UserChannel)
  /// Somebody came online, still is, or left. Published to those who watch this user.
  ///
  /// It is repeated while it holds; a terminal that crashes says nothing and is offline once it was not repeated.
  case presence(UserID, isOnline: Bool)
  /// How far the server has come. Published to everyone.
  case status(ServerStatus)
  /// The counters of a bucket were rebuilt: all badges of its users may have changed. Published to everyone.
  case rebuilt(Bucket)
}
