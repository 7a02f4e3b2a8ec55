extension Bool: ExpressibleByArgument {
  /// Creates a truth value from one of `true yes on 1 false no off 0`, in any case.
  public init?(argument: String) {
    switch argument.lowercased() {
    case "true", "yes", "on", "1": self = true
    case "false", "no", "off", "0": self = false
    default: return nil
    }
  }

  /// The words that read best; the others are accepted silently.
  public static var formatHint: String? { "true or false" }
}
