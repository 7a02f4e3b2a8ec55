// How connected clients learn that something may have changed. Nothing depends on a notice: whoever misses one
// finds out by the seqs, and reads badges anew after every reconnect.

/// What is published to connected clients over Redis: hints that something may be stale.
///
/// No count of unread messages comes from one. The text of a message does, so that it is there at once; what the database
/// says of it takes its place when the page is loaded, and a seq that cannot be is not believed.
///
/// A missed notice costs nothing but time: the client finds gaps by their seqs and reads badges anew on reconnect.
public enum Notice: Hashable, Sendable {
  /// A message was stored and fanned out. Published to the channel.
  case message(Message)
  /// A message was edited or deleted, and what it is now. Published to the channel.
  case changed(Message)
  /// The user came to a channel, or is no member of it any more. Published to the user.
  case membership(UserChannel, isMember: Bool)
  /// What became of an event of the user's: rejected with a reason, or done. Published to the user.
  ///
  /// Of messages that are stored nothing is said: they are seen.
  case settled(UserID, id: String, rejection: String?)
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

/// Where notices are published, named as Redis channels.
public enum NoticeTopic: Hashable, Sendable {
  /// What happens in a channel: messages, "seen by", and who is writing. Members subscribe.
  case channel(ChannelID)
  /// What happens to a user. The user's own terminals subscribe.
  case user(UserID)
  /// Whether a user is online. Those who chat with the user directly subscribe.
  case presence(UserID)
  /// What concerns everyone.
  case everyone

  /// The Redis channel.
  public var name: String {
    switch self {
    case .channel(let channel): "dogear:channel:\(channel)"
    case .user(let user): "dogear:user:\(user)"
    case .presence(let user): "dogear:presence:\(user)"
    case .everyone: "dogear:everyone"
    }
  }
}

/// What the server says of itself to the status line of every client.
public struct ServerStatus: Hashable, Sendable {
  /// Receipts accepted by Kafka and not yet in PostgreSQL, in the partition that is furthest behind.
  public var lag: Int64
  /// How old the oldest of all that wait is, in milliseconds; 0 without lag.
  public var lagMilliseconds: Int64
  /// When the database was last found to have gone back, as after a restore; nil if it never was, as far as is known.
  ///
  /// What a client knows of before another such time is of a database that is no more.
  public var restored: Timestamp?

  /// Creates a status.
  public init(lag: Int64 = 0, lagMilliseconds: Int64 = 0, restored: Timestamp? = nil) {
    self.lag = lag
    self.lagMilliseconds = lagMilliseconds
    self.restored = restored
  }
}

/// What a notice source says.
public enum Heard: Sendable, Equatable {
  /// All topics are listened to, from now on. What came before may have been missed: read everything anew.
  case connected
  /// Nothing is heard any more; the source tries to connect again by itself.
  case disconnected(String)
  /// Notices were dropped because they came faster than they were taken: read everything anew.
  case missed
  /// A notice.
  case notice(Notice)
}

/// Port: how connected clients learn that something may have changed.
public protocol NoticePublisher: Sendable {
  /// Publishes notices, in order, in one round trip.
  func publish(_ notices: [Notice]) async throws
}

/// Port: where a client hears of changes.
public protocol NoticeSource: Sendable {
  /// Adds topics to those that are listened to.
  func listen(to topics: [NoticeTopic])

  /// Takes topics away from those that are listened to.
  func ignore(_ topics: [NoticeTopic])
  /// What is heard, for one consumer.
  var notices: AsyncStream<Heard> { get }

  /// Ends the stream.
  func close()
}
