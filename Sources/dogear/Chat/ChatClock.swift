import ChatClient
import ChatModel
import Glibc
import Service

/// The machine's clocks as the client is told them.
struct ChatClock: Sendable {
  private let began = ContinuousClock.now

  var now: ClientTime {
    let wall = WallTime.now()
    return ClientTime(
      monotonic: ContinuousClock.now - began, wall: Timestamp(milliseconds: Int64(wall.milliseconds)),
      utcOffset: Self.utcOffset(at: wall.milliseconds / 1_000))
  }

  func instant(_ monotonic: Duration) -> ContinuousClock.Instant { began + monotonic }

  /// Seconds east of UTC at a moment, by the machine's time zone.
  private static func utcOffset(at seconds: Int) -> Int {
    var time = time_t(seconds)
    var local = tm()
    localtime_r(&time, &local)
    return local.tm_gmtoff
  }
}
