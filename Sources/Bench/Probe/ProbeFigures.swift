/// What was measured of one program.
public struct ProbeFigures: Sendable, Equatable, Encodable {
  /// While nobody did anything.
  public struct Idle: Sendable, Equatable, Encodable {
    /// Bytes of output a second.
    public let bytesPerSecond: Double
    /// What the process did.
    public let process: ProcessFigures
  }

  /// While many messages came.
  public struct Flood: Sendable, Equatable, Encodable {
    /// Messages a second that really arrived.
    public let arrivedPerSecond: Double
    /// Bytes of output a second.
    public let bytesPerSecond: Double
    /// The answers to keys.
    public let keys: KeyFigures
    /// What the process did.
    public let process: ProcessFigures
  }

  /// The program's name.
  public let program: String
  /// From the start to the first output, in milliseconds.
  public let firstOutput: Double
  /// The answers to keys while nothing else happened.
  public let keys: KeyFigures
  /// What the process did while keys were pressed.
  public let typing: ProcessFigures
  /// While nobody did anything.
  public let idle: Idle
  /// While many messages came.
  public let flood: Flood

  /// Context switches a second, while nobody did anything, of the thread that takes the keys.
  ///
  /// It is told from the others by what the keys added to its switches.
  public var idleSwitchesOfKeyThread: Double? {
    let resting = Dictionary(idle.process.threads.map { ($0.id, $0.switchesPerSecond) }) { first, _ in first }
    let added = typing.threads.compactMap { thread in
      resting[thread.id].map { (thread.id, thread.switchesPerSecond - $0) }
    }
    return added.max { $0.1 < $1.1 }.flatMap { resting[$0.0] }
  }
}
