/// Why an event can never be applied: the reason that its dead letter carries.
///
/// A database or Redis that is down is not the event's fault and never leads here.
public enum Rejection: Error, Hashable, Sendable, CustomStringConvertible {
  /// The record has no value.
  case empty
  /// More bytes than `EventFormat.mostEventBytes`.
  case tooLarge(bytes: Int)
  /// Not a JSON object with the documented fields; the text says what was missing or wrong.
  case malformed(String)
  /// The field `v` names a version that this server does not know.
  case unknownVersion(Int64)
  /// No such user.
  case unknownUser(String)
  /// No such channel.
  case unknownChannel(String)
  /// The user is not a member of the channel.
  case notAMember(UserChannel)
  /// A seq that no message can have.
  case seqOutOfRange(Int64)
  /// A seq that the channel has not reached.
  case aboveHead(seq: Seq, head: Seq)
  /// An epoch outside 0 … `ReadMarker.mostEpoch`.
  case epochOutOfRange(Int64)
  /// A receipt without an epoch in a channel that is at this one, or a mark as unread without one.
  case epochMissing(current: Int64?)
  /// A message without text.
  case emptyBody
  /// A text of more than `EventFormat.mostBodyBytes`.
  case bodyTooLong(bytes: Int)
  /// A topic of more than `NewChannel.mostTopicBytes`.
  case topicTooLong(bytes: Int)
  /// A channel of this name exists already, or is nobody's to make.
  case nameTaken(String)
  /// The author has no right to do this there; the text says what.
  case notAllowed(UserChannel, String)
  /// The message is not there to be changed: it was deleted, or is none.
  case noSuchMessage(seq: Seq)
  /// A turn further than the next one.
  case turnAhead(turn: Int64, current: Int64)
  /// A client id that another message already has.
  case clientIDTaken(String)

  /// A sentence for people.
  public var description: String {
    switch self {
    case .empty: "the record has no value"
    case .tooLarge(let bytes): "\(bytes) bytes are more than the \(EventFormat.mostEventBytes) of an event"
    case .malformed(let what): "not an event: \(what)"
    case .unknownVersion(let version): "version \(version) is not known, only \(EventFormat.version) is"
    case .unknownUser(let user): "there is no user \(user.debugDescription)"
    case .unknownChannel(let channel): "there is no channel \(channel.debugDescription)"
    case .notAMember(let key): "\(key.user) is not a member of \(key.channel)"
    case .seqOutOfRange(let seq): "seq \(seq) is outside 1 … \(Seq.mostSeq)"
    case .aboveHead(let seq, let head): "seq \(seq) is above the channel's head \(head)"
    case .epochOutOfRange(let epoch): "epoch \(epoch) is outside 0 … \(ReadMarker.mostEpoch)"
    case .epochMissing(.some(let epoch)):
      "the channel has been marked as unread: say \"epoch\":\(epoch) to read it"
    case .epochMissing(nil): "a mark as unread opens the next epoch, which must be named and is at least 1"
    case .emptyBody: "the message has no text"
    case .bodyTooLong(let bytes): "a text of \(bytes) bytes is longer than \(EventFormat.mostBodyBytes)"
    case .topicTooLong(let bytes): "a topic of \(bytes) bytes is longer than \(NewChannel.mostTopicBytes)"
    case .nameTaken(let name): "the name \(name.debugDescription) is taken"
    case .notAllowed(let key, let deed): "\(key.user) may not \(deed) in \(key.channel)"
    case .noSuchMessage(let seq): "message \(seq) is not there to be changed"
    case .turnAhead(let turn, let current): "turn \(turn) is further than the one after \(current)"
    case .clientIDTaken(let id): "client id \(id.debugDescription) belongs to another message"
    }
  }
}
