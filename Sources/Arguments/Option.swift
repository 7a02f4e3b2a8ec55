/// A named value: `--user alice`, `--user=alice` or `-u alice`.
///
/// A default makes the option optional, and so do an optional and an array type. Where the command line gives no
/// value, the variable `environment` is asked, then the key `configuration` of the configuration file, then the
/// default applies; these two are ours, not swift-argument-parser's. A repeated option collects into an array; in a
/// variable or file the elements of an array are separated by commas.
@propertyWrapper
public struct Option<Value: Sendable>: Decodable, Sendable, ArgumentDefining {
  private var parsed: Parsed<Value>

  /// The parsed value, or the default.
  public var wrappedValue: Value {
    get { parsed.value }
    set { parsed.value = newValue }
  }

  /// Takes the parsed value from the parser.
  public init(from decoder: any Decoder) throws {
    parsed = try Parsed(from: decoder)
  }

  private init(definition: ArgumentDefinition) {
    parsed = Parsed(definition)
  }

  func definitions(for property: String) -> [ArgumentDefinition] {
    guard case .definition(let definition) = parsed else { return [] }
    return [definition.forProperty(named: property)]
  }
}

extension Option where Value: ExpressibleByArgument {
  /// Creates an option that must be given.
  public init(
    name: NameSpecification = .long, help: ArgumentHelp? = nil, environment: String? = nil,
    configuration: String? = nil
  ) {
    self.init(
      definition: ArgumentDefinition(
        .option, names: name, help: help,
        fallback: .init(environment: environment, configuration: configuration),
        combine: { (given: [Value]) in given.last }))
  }

  /// Creates an option with a default; the last one given counts.
  public init(
    wrappedValue: Value, name: NameSpecification = .long, help: ArgumentHelp? = nil,
    environment: String? = nil,
    configuration: String? = nil
  ) {
    self.init(
      definition: ArgumentDefinition(
        .option, names: name, help: help,
        fallback: .init(environment: environment, configuration: configuration),
        defaultDescription: wrappedValue.defaultValueDescription,
        combine: { (given: [Value]) in given.last ?? wrappedValue }))
  }
}

extension Option {
  /// Creates an option that may be left out.
  public init<T: ExpressibleByArgument>(
    name: NameSpecification = .long, help: ArgumentHelp? = nil, environment: String? = nil,
    configuration: String? = nil
  ) where Value == T? {
    self.init(
      definition: ArgumentDefinition(
        .option, names: name, help: help,
        fallback: .init(environment: environment, configuration: configuration),
        combine: { (given: [T]) in .some(given.last) }))
  }

  /// Creates an option that may be left out, for a property that says `= nil`.
  public init<T: ExpressibleByArgument>(
    wrappedValue: _OptionalNilComparisonType, name: NameSpecification = .long, help: ArgumentHelp? = nil,
    environment: String? = nil, configuration: String? = nil
  ) where Value == T? {
    self.init(name: name, help: help, environment: environment, configuration: configuration)
  }

  /// Creates an option to give at least once.
  public init<T: ExpressibleByArgument>(
    name: NameSpecification = .long, help: ArgumentHelp? = nil, environment: String? = nil,
    configuration: String? = nil
  ) where Value == [T] {
    self.init(
      definition: ArgumentDefinition(
        .option, names: name, help: help,
        fallback: .init(environment: environment, configuration: configuration), isRepeating: true,
        combine: { (given: [T]) in given.isEmpty ? nil : given }))
  }

  /// Creates an option to give any number of times; what is given replaces the default.
  public init<T: ExpressibleByArgument>(
    wrappedValue: [T], name: NameSpecification = .long, help: ArgumentHelp? = nil, environment: String? = nil,
    configuration: String? = nil
  ) where Value == [T] {
    self.init(
      definition: ArgumentDefinition(
        .option, names: name, help: help,
        fallback: .init(environment: environment, configuration: configuration), isRepeating: true,
        defaultDescription: wrappedValue.isEmpty
          ? nil : wrappedValue.map(\.defaultValueDescription).joined(separator: ", "),
        combine: { (given: [T]) in given.isEmpty ? wrappedValue : given }))
  }
}
