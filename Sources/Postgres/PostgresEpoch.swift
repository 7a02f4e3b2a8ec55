/// Translates between PostgreSQL's binary timestamps and microseconds since the Unix epoch.
///
/// PostgreSQL counts microseconds from 2000-01-01 00:00 UTC, 10,957 days after 1970-01-01, and keeps the two extremes for
/// the infinities. The ranges differ by those 30 years, so the ends saturate.
enum PostgresEpoch {
  private static let offset: Int64 = 10_957 * 86_400 * 1_000_000

  static func wire(fromUnix microseconds: Int64) -> Int64 {
    if microseconds == .min || microseconds == .max { return microseconds }
    let (value, overflow) = microseconds.subtractingReportingOverflow(offset)
    return overflow ? .min + 1 : value
  }

  static func unix(fromWire microseconds: Int64) -> Int64 {
    if microseconds == .min || microseconds == .max { return microseconds }
    let (value, overflow) = microseconds.addingReportingOverflow(offset)
    return overflow ? .max - 1 : value
  }
}
