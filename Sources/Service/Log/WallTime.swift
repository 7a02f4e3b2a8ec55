import Glibc
import Synchronization

/// A moment of civil time, to the millisecond.
public struct WallTime: Sendable, Equatable {
  /// Milliseconds since 1970-01-01T00:00:00Z.
  public let milliseconds: Int
  /// The offset of the time zone in which people read it, in seconds east of UTC.
  public let secondsEastOfUTC: Int

  /// Creates a moment.
  public init(milliseconds: Int, secondsEastOfUTC: Int = 0) {
    self.milliseconds = milliseconds
    self.secondsEastOfUTC = secondsEastOfUTC
  }

  /// The present, in the time zone of the process.
  public static func now() -> WallTime {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return WallTime(
      milliseconds: time.tv_sec * 1000 + time.tv_nsec / 1_000_000,
      secondsEastOfUTC: secondsEastOfUTC(at: time.tv_sec))
  }

  /// Time zones change their offset on the quarter of an hour, so it is asked for once in each.
  private static let offset = Mutex((quarter: Int.min, seconds: 0))

  private static func secondsEastOfUTC(at time: time_t) -> Int {
    let quarter = floorDivide(time, 900)
    return offset.withLock { offset in
      if offset.quarter != quarter {
        var (time, local) = (time, tm())
        localtime_r(&time, &local)
        offset = (quarter, local.tm_gmtoff)
      }
      return offset.seconds
    }
  }

  /// The local time of day, `14:02:03.123`.
  var clock: String {
    Self.clock(milliseconds + secondsEastOfUTC * 1000)
  }

  /// The moment in UTC, `2026-11-23T14:02:03.123Z`.
  var rfc3339: String {
    // From days to a date by the algorithm of Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms":
    // years begin in March, so that the leap day is the last, and eras are 400 years of 146,097 days.
    let days = Self.floorDivide(milliseconds, 86_400_000) + 719_468
    let era = Self.floorDivide(days, 146_097)
    let dayOfEra = days - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * shifted + 2) / 5 + 1
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    let date = "\(Self.padded(year, 4))-\(Self.padded(month, 2))-\(Self.padded(day, 2))"
    return "\(date)T\(Self.clock(milliseconds))Z"
  }

  private static func clock(_ milliseconds: Int) -> String {
    let ofDay = milliseconds - floorDivide(milliseconds, 86_400_000) * 86_400_000
    let (hours, minutes, seconds) = (ofDay / 3_600_000, ofDay / 60_000 % 60, ofDay / 1000 % 60)
    return "\(padded(hours, 2)):\(padded(minutes, 2)):\(padded(seconds, 2)).\(padded(ofDay % 1000, 3))"
  }

  private static func floorDivide(_ value: Int, _ divisor: Int) -> Int {
    (value >= 0 ? value : value - divisor + 1) / divisor
  }

  private static func padded(_ value: Int, _ width: Int) -> String {
    let digits = String(value)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
