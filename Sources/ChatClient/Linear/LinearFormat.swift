import Canvas
import ChatModel

/// How things are said in a line.
struct LinearFormat {
  /// Who reads.
  let user: UserID
  let utcOffset: Int

  /// Such as `14:05 erin mentions you: @alice can you confirm?`.
  func message(_ message: Message, isFound: Bool = false) -> String {
    let time = LocalTime(message.sentAt, utcOffset: utcOffset).time
    let sign = isFound ? "found: " : ""
    guard message.kind.counts else { return "\(sign)\(time) \(ChannelLine(message).words)" }
    return "\(sign)\(time) \(message.author)\(address(message)): \(Self.body(message.body))"
      + (message.kind == .edited ? " (edited)" : "")
  }

  /// Such as `#general, 23 Nov 14:05 erin: see you there`.
  func result(_ message: Message, in name: String) -> String {
    let time = LocalTime(message.sentAt, utcOffset: utcOffset)
    return "\(name), \(time.shortDate) \(time.time) \(message.author): \(Self.body(message.body))"
  }

  /// Several lines as one: `first / second`.
  static func body(_ text: String) -> String {
    let lines = Sanitizer.text(text).split(separator: "\n").map(\.trimmed).filter { !$0.isEmpty }
    return lines.joined(separator: " / ")
  }

  /// The beginning of a text, for a sentence about it.
  static func excerpt(_ text: String) -> String { Sanitizer.line(body(text), limit: 80) }

  /// `56 unread, 1 mention`; in a direct chat, where every message is a mention, one number says both.
  static func badge(_ badge: Badge, isDirect: Bool = false) -> String {
    guard !badge.isEmpty else { return "nothing unread" }
    let mentions = isDirect || badge.mentions == 0 ? "" : ", \(Wording.count(badge.mentions, "mention"))"
    return "\(badge.unread) unread\(mentions)"
  }

  private func address(_ message: Message) -> String {
    guard message.author != user, !message.channel.isDirect else { return "" }
    let mentions = message.mentions
    if mentions.users.contains(user) { return " mentions you" }
    return mentions.everyone ? " mentions everyone" : ""
  }
}

/// Lines to print, and what they show.
public struct LinearPage: Sendable, Equatable {
  /// The most characters of a line: a message has no more than 8,192 bytes.
  static let width = 10_000

  /// Without line ends; harmless, whatever they tell of.
  public let lines: [String]
  /// What to post as `drawn` once they are printed.
  public let visible: Visible

  /// - Parameter lines: Anything.
  init(_ lines: [String], _ visible: Visible) {
    self.lines = lines.map { Sanitizer.line($0, limit: Self.width) }
    self.visible = visible
  }
}
