/// What a screen does beyond drawing.
public struct TerminalOptions: Hashable, Sendable {
  /// Whether clicks and the wheel are reported; the terminal's own selection then needs Shift.
  public var mouse: Bool
  /// Whether SIGTERM, SIGHUP and SIGINT become events.
  public var handlesTermination: Bool
  /// The log that a crash points to.
  public var logPath: String?

  /// Options with their defaults.
  public init(mouse: Bool = true, handlesTermination: Bool = true, logPath: String? = nil) {
    self.mouse = mouse
    self.handlesTermination = handlesTermination
    self.logPath = logPath
  }
}
