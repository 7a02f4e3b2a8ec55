/// A switch: `--verbose`, `--no-color`, or counted as in `-vvv`.
///
/// Where the command line says nothing, the variable `environment` and then the key `configuration` of the
/// configuration file are asked for `true` or `false`; these two are ours, not swift-argument-parser's.
@propertyWrapper
public struct Flag<Value: Sendable>: Decodable, Sendable, ArgumentDefining {
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

  func definitions(for property: String) -> [ArgumentDefinition] {
    guard case .definition(let definition) = parsed else { return [] }
    return [definition.forProperty(named: property)]
  }
}

extension Flag where Value == Bool {
  /// Creates a flag that turns its property on.
  public init(
    wrappedValue: Bool, name: NameSpecification = .long, help: ArgumentHelp? = nil,
    environment: String? = nil,
    configuration: String? = nil
  ) {
    parsed = Parsed(
      ArgumentDefinition(
        .flag(nil), names: name, help: help,
        fallback: .init(environment: environment, configuration: configuration),
        combine: { (given: [Bool]) in given.last ?? wrappedValue }))
  }

  /// Creates a flag with a second name that turns its property off; the last one given counts.
  public init(
    wrappedValue: Bool, name: NameSpecification = .long, inversion: FlagInversion, help: ArgumentHelp? = nil,
    environment: String? = nil, configuration: String? = nil
  ) {
    let form = ArgumentDefinition.Kind.flag(inversion)
    parsed = Parsed(
      ArgumentDefinition(
        form, names: name, help: help,
        fallback: .init(environment: environment, configuration: configuration),
        defaultDescription: wrappedValue ? "on" : "off",
        combine: { (given: [Bool]) in given.last ?? wrappedValue }))
  }
}

extension Flag where Value == Bool? {
  /// Creates a flag that tells on, off and unsaid apart.
  public init(
    name: NameSpecification = .long, inversion: FlagInversion, help: ArgumentHelp? = nil,
    environment: String? = nil, configuration: String? = nil
  ) {
    parsed = Parsed(
      ArgumentDefinition(
        .flag(inversion), names: name, help: help,
        fallback: .init(environment: environment, configuration: configuration),
        combine: { (given: [Bool]) in .some(given.last) }))
  }
}

extension Flag where Value == Int {
  /// Creates a flag that counts how often it is given.
  public init(name: NameSpecification = .long, help: ArgumentHelp? = nil) {
    parsed = Parsed(
      ArgumentDefinition(
        .flag(nil), names: name, help: help, isRepeating: true, combine: { (given: [Bool]) in given.count }))
  }
}
