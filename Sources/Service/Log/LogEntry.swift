/// One line before it is formatted.
struct LogEntry: Sendable {
  let time: WallTime
  let level: Logger.Level
  let label: String
  let message: String
  /// Names and values in the order of the line.
  var metadata: [(String, String)]
}
