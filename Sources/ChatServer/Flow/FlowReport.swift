/// What a finished batch did, for the log.
public struct FlowReport: Sendable, Equatable {
  /// How many events came in.
  public var events: Int
  /// How many rows, counters or snapshots were written for them.
  public var written: Int
  /// How many of them were repeats of what was already stored.
  public var repeated: Int
  /// How many went to the dead letters.
  public var buried: Int

  /// Creates a report.
  public init(events: Int, written: Int, repeated: Int = 0, buried: Int = 0) {
    self.events = events
    self.written = written
    self.repeated = repeated
    self.buried = buried
  }
}
