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

/// Whether the help lists an argument.
public enum ArgumentVisibility: Sendable {
  /// Listed.
  case `default`
  /// Accepted, but not listed.
  case hidden
}

/// One invocation to imitate, as the help shows it.
public struct CommandExample: Sendable {
  /// The whole line to type.
  public let command: String
  /// What it does, in a sentence.
  public let explanation: String

  /// Creates an example.
  public init(_ command: String, _ explanation: String) {
    self.command = command
    self.explanation = explanation
  }
}

/// The names by which an option or flag is given.
public struct NameSpecification: Sendable, ExpressibleByArrayLiteral {
  /// One way to name an option.
  public enum Element: Sendable {
    /// Two dashes and the property's name in kebab case.
    case long
    /// A dash and the first letter of the property's name.
    case short
    /// Two dashes and the given name.
    case customLong(String)
    /// A dash and the given letter.
    case customShort(Character)
  }

  let elements: [Element]

  /// Creates names from several elements.
  public init(arrayLiteral elements: Element...) {
    self.elements = elements
  }

  /// Two dashes and the property's name in kebab case.
  public static let long: NameSpecification = [.long]
  /// A dash and the first letter of the property's name.
  public static let short: NameSpecification = [.short]
  /// Both of the above.
  public static let shortAndLong: NameSpecification = [.short, .long]

  /// Two dashes and the given name.
  public static func customLong(_ name: String) -> NameSpecification { [.customLong(name)] }
  /// A dash and the given letter.
  public static func customShort(_ letter: Character) -> NameSpecification { [.customShort(letter)] }

  /// The names with their dashes, short ones first.
  func names(for property: String) -> [String] {
    let names = elements.map { element in
      switch element {
      case .long: "--" + property.kebabCased
      case .short: "-" + property.prefix(1).lowercased()
      case .customLong(let name): "--" + name
      case .customShort(let letter): "-\(letter)"
      }
    }
    return names.filter { $0.count == 2 } + names.filter { $0.count > 2 }
  }
}
