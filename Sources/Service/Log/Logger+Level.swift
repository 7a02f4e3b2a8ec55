extension Logger {
  /// How much a line matters.
  public enum Level: String, CaseIterable, Comparable, Sendable {
    /// Every step.
    case trace
    /// For those who look for a fault.
    case debug
    /// What happens in normal operation.
    case info
    /// Normal, but worth a look.
    case notice
    /// Something that may become an error.
    case warning
    /// Something failed.
    case error
    /// The program cannot go on.
    case critical

    /// Orders levels by how much they matter.
    public static func < (left: Level, right: Level) -> Bool {
      left.severity < right.severity
    }

    private var severity: Int {
      switch self {
      case .trace: 0
      case .debug: 1
      case .info: 2
      case .notice: 3
      case .warning: 4
      case .error: 5
      case .critical: 6
      }
    }

    /// At most five letters, to keep columns of text aligned.
    var abbreviation: String {
      switch self {
      case .trace, .debug, .info, .error: rawValue
      case .notice: "note"
      case .warning: "warn"
      case .critical: "crit"
      }
    }
  }
}
