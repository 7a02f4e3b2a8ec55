import ChatClient
import ChatModel
import Service

/// The machine's clocks as the client is told them.
struct ChatClock: Sendable {
  private let began = ContinuousClock.now

  var now: ClientTime {
    let wall = WallTime.now()
    return ClientTime(
      monotonic: ContinuousClock.now - began, wall: Timestamp(milliseconds: Int64(wall.milliseconds)),
      utcOffset: wall.secondsEastOfUTC)
  }

  func instant(_ monotonic: Duration) -> ContinuousClock.Instant { began + monotonic }
}
