/// What to run, and what to do with it.
public struct ProbePlan: Sendable, Equatable {
  /// What the report calls the program.
  public var name: String
  /// The absolute path of the program, and its arguments.
  public var arguments: [String]
  /// All that is in its environment.
  public var environment: [String: String]
  /// The width of its terminal.
  public var columns: UInt16 = 200
  /// The height of its terminal.
  public var rows: UInt16 = 50
  /// What to type before anything is measured, each part once the output of the one before rests.
  public var setup: [String] = []
  /// The keys to press in turn.
  public var keys: [ProbeKey] = [.tilde, .backspace]
  /// How many keys to press, in the quiet and again in the flood.
  public var presses = 300
  /// How long nothing is done.
  public var idle: Duration = .seconds(10)
  /// How long the output rests before the start counts as over.
  public var settle: Duration = .seconds(3)
  /// The time from the rest of the output to the next key.
  public var gap: Duration = .milliseconds(50)
  /// How long output rests when it rests.
  public var quiet: Duration = .milliseconds(30)
  /// How long a key is waited for.
  public var patience: Duration = .seconds(5)
  /// How long the rest, and the flood, go on before they are measured: what was before them has its effects.
  public var warmUp: Duration = .seconds(1)

  /// Creates a plan with the usual numbers.
  public init(name: String, arguments: [String], environment: [String: String]) {
    self.name = name
    self.arguments = arguments
    self.environment = environment
  }
}
