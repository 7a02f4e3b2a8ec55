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
