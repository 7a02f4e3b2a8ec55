/// What the parser and the help know of one property.
struct ArgumentDefinition: Sendable {
  enum Kind: Sendable {
    case option
    case flag(FlagInversion?)
    case positional
  }

  /// Where a value is looked for when the command line has none.
  struct Fallback: Sendable {
    var environment: String?
    var configuration: String?
  }

  let kind: Kind
  let specification: NameSpecification
  let help: ArgumentHelp
  let fallback: Fallback
  let isRepeating: Bool
  let isRequired: Bool
  let defaultDescription: String?
  let allowedValues: [String]
  let formatHint: String?
  /// Makes a `Converted` value of what was given, which may be nothing.
  let convert: @Sendable ([Occurrence], ArgumentDefinition) throws -> any Sendable
  /// The property's name, below the names of the groups that it is in.
  private(set) var path: [String] = []
  /// The title of the help section, if not the general one.
  private(set) var section: String?

  /// Creates a definition.
  /// - Parameter combine: Makes the property's value of all values given; `nil` means that one was required.
  init<Element: ExpressibleByArgument, Value: Sendable>(
    _ kind: Kind, names: NameSpecification = [], help: ArgumentHelp?, fallback: Fallback = Fallback(),
    isRepeating: Bool = false, defaultDescription: String? = nil,
    combine: @escaping @Sendable ([Element]) -> Value?
  ) {
    self.kind = kind
    self.help = help ?? ArgumentHelp()
    self.fallback = fallback
    self.isRepeating = isRepeating
    self.defaultDescription = defaultDescription
    specification = names
    isRequired = combine([]) == nil
    allowedValues = Element.allValueStrings
    formatHint = Element.formatHint
    convert = { occurrences, definition in
      let elements = try occurrences.map { occurrence in
        guard let element = Element(argument: occurrence.text) else {
          throw ParserError.invalidValue(occurrence, definition)
        }
        return element
      }
      guard let value = combine(elements) else { throw ParserError.missingArgument(definition) }
      return Converted(value: value)
    }
  }

  var names: [String] { specification.names(for: path.last ?? "") }

  /// The names that turn a flag off.
  var invertedNames: [String] {
    if case .flag(let inversion?) = kind { inversion.names(inverting: names) } else { [] }
  }

  var isFlag: Bool {
    if case .flag = kind { true } else { false }
  }

  var isPositional: Bool {
    if case .positional = kind { true } else { false }
  }

  var isVisible: Bool { help.visibility == .default }

  var placeholder: String {
    let longest = names.last.map { String($0.drop { $0 == "-" }) }
    return "<\(help.valueName ?? longest ?? path.last?.kebabCased ?? "value")>"
  }

  /// How messages and the usage name the argument: `--user <name>`, `--verbose` or `<file>`.
  var display: String {
    switch kind {
    case .positional: placeholder
    case .flag: names.last ?? ""
    case .option: "\(names.last ?? "") \(placeholder)"
    }
  }

  /// The same argument as a member of a group.
  func inGroup(named name: String, titled title: String) -> ArgumentDefinition {
    var copy = self
    copy.path.insert(name, at: 0)
    if copy.section == nil, !title.isEmpty { copy.section = title }
    return copy
  }

  /// The same argument as a property.
  func forProperty(named name: String) -> ArgumentDefinition {
    var copy = self
    copy.path = [name]
    return copy
  }
}

/// The second name that turns a flag off.
public enum FlagInversion: Sendable {
  /// `--no-color` beside `--color`.
  case prefixedNo

  /// The names that turn off what `names` turn on; short names have none.
  func names(inverting names: [String]) -> [String] {
    names.filter { $0.hasPrefix("--") }.map { "--no-" + $0.dropFirst(2) }
  }
}
