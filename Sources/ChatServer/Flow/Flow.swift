/// One of the server's flows: a value that knows what comes next, over ports that do it.
///
/// A step calls at most one port and then moves on, so a crash can fall between any two effects, and a test can run
/// a whole server in one thread, step by step, from one seed. A step that throws changes nothing: it can be taken
/// again as soon as the port answers.
public protocol Flow: Sendable {
  /// The flow's name in logs.
  static var name: String { get }

  /// Whether nothing is in flight: here the flow can end without leaving work behind.
  var isAtRest: Bool { get }

  /// Takes the next step.
  mutating func step() async throws -> FlowProgress

  /// Called while a step has to be repeated, between tries.
  func hold() async throws

  /// Called after a step that threw, which is then taken again unless the flow chooses otherwise.
  mutating func failed(with error: any Error)

  /// Called from outside to end a waiting step early.
  func wakeUp()

  /// Called once after the last step.
  func end() async
}

extension Flow {
  /// Has nothing to keep alive.
  public func hold() async throws {}
  /// Takes the same step again.
  public mutating func failed(with error: any Error) {}
  /// Has no step that waits.
  public func wakeUp() {}
  /// Has nothing to give back.
  public func end() async {}
}

/// What a step did.
public enum FlowProgress: Sendable, Equatable {
  /// Something moved on; take the next step at once.
  case stepped
  /// A batch is done, from end to end.
  case finished(FlowReport)
  /// Nothing is to be done before this long.
  case idle(Duration)
}

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
