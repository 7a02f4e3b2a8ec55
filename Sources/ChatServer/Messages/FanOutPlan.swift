import ChatModel

/// Turns stored messages into one fan-out a channel.
public enum FanOutPlan {
  /// The fan-out of `messages`, all of one channel, to its members.
  ///
  /// H is a maximum and mentions are a set, so any number of messages fan out as one. Most members need only the new
  /// head; authors and those mentioned by name get everything that applies to them as one delta, so that nobody ever
  /// sees a head without the mention or the read that belongs to it. Linear in members plus messages.
  /// - Parameter reads: What each author has read, as stored when the messages were.
  public static func make(
    channel: ChannelID, messages: [Message], members: [Member], reads: [UserChannel: ReadState]
  ) -> FanOut {
    let head = messages.map(\.seq).max() ?? 0
    var named: [UserID: Set<Seq>] = [:]
    var authored: [UserID: Set<Seq>] = [:]
    var everyone: Set<Seq> = []
    for message in messages {
      authored[message.author, default: []].insert(message.seq)
      guard !channel.isDirect else { continue }
      let mentions = message.mentions
      if mentions.everyone { everyone.insert(message.seq) }
      for user in mentions.users where user != message.author {
        named[user, default: []].insert(message.seq)
      }
    }
    var special: [UserID: Unread] = [:]
    var plain: [Member] = []
    for member in members {
      let own = authored[member.user] ?? []
      let mentions = named[member.user] ?? []
      if own.isEmpty, mentions.isEmpty {
        plain.append(member)
      } else {
        special[member.user] = Unread(
          head: head, floor: member.floor, read: reads[UserChannel(member.user, channel)] ?? ReadState(),
          mentions: mentions.union(everyone).subtracting(own), own: own)
      }
    }
    return FanOut(
      channel: channel, head: head, everyone: everyone.sorted(), members: plain, special: special)
  }
}
