import ChatModel

/// Something to be changed in a channel, on its way to the server.
///
/// Whoever performs it looks up what only the database knows, how often somebody has come and gone, and appends the event.
public struct ChangeRequest: Hashable, Sendable {
  /// What is to be changed.
  public enum Change: Hashable, Sendable {
    /// To make the channel, or to start the direct chat; in a read-only one only those write who are allowed to.
    case create(topic: String, isPrivate: Bool, readOnly: Bool = false)
    /// To come.
    case join
    /// To go.
    case leave
    /// To bring somebody in.
    case invite(UserID)
    /// To take somebody out.
    case remove(UserID)
    /// To say what the channel is about.
    case setTopic(String)
    /// To set what a member may do.
    case allow(UserID, Rights)
    /// To change one's own message.
    case edit(Seq, String)
    /// To delete a message.
    case delete(Seq)
  }

  /// The client id of the event.
  public let id: String
  /// Where.
  public let channel: ChannelID
  /// What.
  public let change: Change

  /// Creates a request.
  public init(id: String, channel: ChannelID, _ change: Change) {
    self.id = id
    self.channel = channel
    self.change = change
  }

  /// Whose comings and goings must be known; nil if nobody's.
  public func mover(author: UserID) -> UserID? {
    switch change {
    case .join, .leave: author
    case .invite(let user), .remove(let user): user
    default: nil
    }
  }

  private var isLeaving: Bool {
    switch change {
    case .leave, .remove: true
    default: false
    }
  }

  /// The event.
  /// - Parameter turn: How often that user has come and gone until now.
  /// - Throws: `Rejection` when something is out of bounds.
  public func event(by author: UserID, turn: Int64) throws(Rejection) -> MessageEvent {
    let (coming, going) = (turn | 1, (turn + 1) & ~1)
    if let mover = mover(author: author), isLeaving, !Membership.isMember(turn) {
      throw .notAMember(UserChannel(mover, channel))
    }
    let action: MessageEvent.Action =
      switch change {
      case .create(let topic, let isPrivate, let readOnly):
        .create(topic: topic, isPrivate: isPrivate, readOnly: readOnly)
      case .join: .join(turn: coming)
      case .leave: .leave(turn: going)
      case .invite(let user): .invite(user, turn: coming)
      case .remove(let user): .remove(user, turn: going)
      case .setTopic(let topic): .setTopic(topic)
      case .allow(let user, let rights): .allow(user, rights)
      case .edit(let seq, let body): .edit(seq, body: body)
      case .delete(let seq): .delete(seq)
      }
    return try MessageEvent(id: id, channel: channel, author: author, action)
  }

  /// What it is called when it fails: "could not join #general".
  func words(for user: UserID) -> String {
    let name = channel.peer(of: user).map(\.rawValue) ?? "#\(channel)"
    return switch change {
    case .create: channel.isDirect ? "start a chat with \(name)" : "make \(name)"
    case .join: "join \(name)"
    case .leave: "leave \(name)"
    case .invite(let user): "invite \(user) to \(name)"
    case .remove(let user): "remove \(user) from \(name)"
    case .setTopic: "set the topic of \(name)"
    case .allow(let user, _): "set the rights of \(user) in \(name)"
    case .edit: "edit the message in \(name)"
    case .delete: "delete the message in \(name)"
    }
  }
}
