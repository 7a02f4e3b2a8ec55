/// What a screen does beyond drawing.
public struct TerminalOptions: Hashable, Sendable {
  /// Whether clicks and the wheel are reported; the terminal's own selection then needs Shift.
  public var mouse: Bool
  /// Whether SIGTERM, SIGHUP and SIGINT become events.
  public var handlesTermination: Bool
  /// Whether linked text is sent as a link, by OSC 8.
  public var links: Bool
  /// The log that a crash points to.
  public var logPath: String?

  /// Options with their defaults.
  public init(
    mouse: Bool = true, handlesTermination: Bool = true, links: Bool = Hyperlinks.isSupported,
    logPath: String? = nil
  ) {
    self.mouse = mouse
    self.handlesTermination = handlesTermination
    self.links = links
    self.logPath = logPath
  }
}
