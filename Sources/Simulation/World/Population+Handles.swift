import ChatModel

extension Population {
  /// A user's handle: `k3v9x2-4f`.
  public func user(_ user: Int) -> UserID {
    UserID(stored: "\(run)-\(String(user, radix: 36))")
  }

  /// A channel's handle: `k3v9x2-c7`, or that of the direct chat of its two members.
  public func channelID(_ channel: Int) -> ChannelID {
    guard isDirect(channel) else { return ChannelID(stored: "\(run)-c\(String(channel, radix: 36))") }
    let pair = members(of: channel)
    return ChannelID(
      directBetween: user(Int(pair[pair.startIndex])), and: user(Int(pair[pair.startIndex + 1])))
  }

  /// The number of a user of this run.
  public func number(of user: UserID) -> Int? {
    number(in: user.rawValue[...], after: "").flatMap { $0 < plan.users ? $0 : nil }
  }

  /// The number of a channel of this run.
  public func number(of channel: ChannelID) -> Int? {
    guard channel.isDirect else {
      return number(in: channel.rawValue[...], after: "c").flatMap { $0 < plan.channels ? $0 : nil }
    }
    let names = channel.rawValue.split(separator: ".").dropFirst().map { UserID(stored: String($0)) }
    guard names.count == 2, let one = number(of: names[0]), let other = number(of: names[1]) else {
      return nil
    }
    return slots(of: one).lazy.map(self.channel).first {
      isDirect($0) && members(of: $0).contains(Int32(other))
    }
  }

  /// The client id of the n-th message that is posted.
  public func postID(_ number: Int) -> String { "\(run)-p\(String(number, radix: 36))" }

  /// The number of a message that was posted in this run.
  public func number(ofPost id: String) -> Int? { number(in: id[...], after: "p") }

  private func number(in text: Substring, after letter: String) -> Int? {
    let prefix = "\(run)-\(letter)"
    guard text.hasPrefix(prefix) else { return nil }
    let digits = text.dropFirst(prefix.count)
    // Numbers are written in one way only.
    guard let number = Int(digits, radix: 36), number >= 0, String(number, radix: 36) == digits else {
      return nil
    }
    return number
  }
}
