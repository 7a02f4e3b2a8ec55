/// What a logger hands its lines to.
public protocol LogHandler: Sendable {
  /// The least level that is written.
  var logLevel: Logger.Level { get set }
  /// Values that each line carries.
  var metadata: Logger.Metadata { get set }

  /// Writes a line whose level has been checked.
  func log(level: Logger.Level, message: Logger.Message, metadata: Logger.Metadata?)
}
