import ChatModel

/// A moment as people of one place read it.
struct LocalTime: Hashable, Sendable {
  /// Days since 1970-01-01.
  let day: Int
  private let minute: Int

  init(_ timestamp: Timestamp, utcOffset: Int) {
    let seconds = Int(timestamp.milliseconds / 1_000) + utcOffset
    let secondOfDay = ((seconds % 86_400) + 86_400) % 86_400
    day = (seconds - secondOfDay) / 86_400
    minute = secondOfDay / 60
  }

  /// `14:03`.
  var time: String {
    "\(minute / 600)\(minute / 60 % 10):\(minute % 60 / 10)\(minute % 10)"
  }

  /// `Mon 23 Nov 2026`.
  var date: String {
    let (year, month, dayOfMonth) = civil
    // 1970-01-01 was a Thursday.
    let weekday = ((day % 7) + 7 + 3) % 7
    return "\(Self.weekdays[weekday]) \(dayOfMonth) \(Self.months[month - 1]) \(year)"
  }

  /// `23 Nov`.
  var shortDate: String {
    let (_, month, dayOfMonth) = civil
    return "\(dayOfMonth) \(Self.months[month - 1])"
  }

  private static let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// Howard Hinnant's `civil_from_days`: years begin in March, so that the leap day is the last.
  private var civil: (year: Int, month: Int, day: Int) {
    let shifted = day + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
  }
}

/// The time at which an event is handled: the client has no clock of its own.
public struct ClientTime: Hashable, Sendable {
  /// Since any fixed moment, never going back: what delays are measured with.
  public let monotonic: Duration
  /// The time of day.
  public let wall: Timestamp
  /// Seconds east of UTC, for the times on the screen.
  public let utcOffset: Int

  /// Creates a time.
  public init(monotonic: Duration, wall: Timestamp, utcOffset: Int = 0) {
    self.monotonic = monotonic
    self.wall = wall
    self.utcOffset = utcOffset
  }
}
