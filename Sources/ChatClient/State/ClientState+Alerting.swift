import ChatModel

extension ClientState {
  /// Tells a user who does not look of a message that mentions them.
  ///
  /// Only live messages come here: what was said before the start, or while nothing was heard, shows in the badges.
  mutating func alert(_ message: Message, at now: Duration) -> [ClientEffect] {
    guard message.author != user, message.channel.isDirect || message.mentions(user),
      !tracker.isAttentive(at: now), let entry = list[message.channel], alerts.allows(at: now)
    else { return [] }
    let place = message.channel.isDirect ? "" : " in \(entry.name(for: user))"
    return [.alert(Alert(title: "\(message.author)\(place)", text: message.body.sanitizedLine))]
  }
}
