import ChatModel
import Service

/// The machine's time of day.
struct SystemClock: WallClock {
  func now() -> Timestamp {
    Timestamp(milliseconds: Int64(WallTime.now().milliseconds))
  }
}
