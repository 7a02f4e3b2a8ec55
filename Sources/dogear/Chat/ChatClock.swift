import ChatClient
import ChatModel
import Lanes
import Service

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
