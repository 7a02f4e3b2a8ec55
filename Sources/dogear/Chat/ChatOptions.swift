import ChatClient
import ChatModel
import Lanes
import Service

/// Who opens the client, and how it is to look and behave.
struct ChatOptions: Sendable {
  let user: UserID
  /// The channel to begin in; else the topmost of the list.
  var channel: ChannelID?
  let screen: ScreenOptions
  let script: ScriptOptions
  /// Where a crash sends its reader.
  let log: String
}

/// The machine's clocks as the client is told them.
struct ChatClock: Sendable {
  private let began = Duration.sinceBoot

  /// The time since the client began.
  var monotonic: Duration { .sinceBoot - began }

  var now: ClientTime {
    let wall = WallTime.now()
    return ClientTime(
      monotonic: monotonic, wall: Timestamp(milliseconds: Int64(wall.milliseconds)),
      utcOffset: wall.secondsEastOfUTC)
  }
}

extension IDSource {
  /// A source of ids with 128 random bits: no other run has them.
  static func random() -> IDSource {
    IDSource(
      session: String(UInt64.random(in: .min ... .max), radix: 36)
        + String(UInt64.random(in: .min ... .max), radix: 36))
  }
}
