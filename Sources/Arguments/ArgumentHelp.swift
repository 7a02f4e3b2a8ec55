/// What the help says of one option, flag or argument.
public struct ArgumentHelp: Sendable, ExpressibleByStringInterpolation {
  /// One sentence for the table.
  public var abstract: String
  /// More sentences for the table, below the first.
  public var discussion: String
  /// The placeholder of the value, as in `--user <name>`; the option's name when `nil`.
  public var valueName: String?
  /// Whether the help lists it.
  public var visibility: ArgumentVisibility

  /// Creates the help of one argument.
  public init(
    _ abstract: String = "", discussion: String = "", valueName: String? = nil,
    visibility: ArgumentVisibility = .default
  ) {
    self.abstract = abstract
    self.discussion = discussion
    self.valueName = valueName
    self.visibility = visibility
  }

  /// Creates help of one sentence.
  public init(stringLiteral value: String) {
    self.init(value)
  }

  /// Keeps an argument out of the help.
  public static var hidden: ArgumentHelp { ArgumentHelp(visibility: .hidden) }
}
