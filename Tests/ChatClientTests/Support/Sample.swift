import ChatModel

@testable import ChatClient

/// Fixed people, places and times.
enum Sample {
  static let alice = UserID(stored: "alice")
  static let bob = UserID(stored: "bob")
  static let incidents = ChannelID(stored: "incidents")
  static let general = ChannelID(stored: "general")
  static let random = ChannelID(stored: "random")
  static let bobAndAlice = ChannelID(directBetween: alice, and: bob)

  /// 2026-11-23, 14:00:00 UTC, a Monday.
  static let wall = Timestamp(milliseconds: 1_795_442_400_000)

  static func info(
    _ channel: ChannelID, head: Seq = 0, topic: String = "", members: Int = 128, muted: Bool = false,
    readOnly: Bool = false, lastMessageAt: Timestamp? = nil
  ) -> ChannelInfo {
    ChannelInfo(
      id: channel, topic: topic, memberCount: members, head: head, floor: 0,
      attention: muted ? .mentions : .everything, readOnly: readOnly,
      lastMessageAt: lastMessageAt)
  }

  /// A message a minute, each by the next of four people.
  static func message(
    _ seq: Seq, in channel: ChannelID = incidents, author: String? = nil, body: String? = nil
  )
    -> Message
  {
    let people = ["bob", "carol", "dave", "erin"]
    return Message(
      channel: channel, seq: seq, id: "m-\(channel)-\(seq)",
      author: UserID(stored: author ?? people[Int(seq) % 4]),
      sentAt: Timestamp(milliseconds: wall.milliseconds + seq * 60_000), body: body ?? "message \(seq)")
  }

  static func messages(_ seqs: ClosedRange<Seq>, in channel: ChannelID = incidents) -> [Message] {
    seqs.map { message($0, in: channel) }
  }
}
