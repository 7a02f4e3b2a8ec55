/// A value given by its position: `dogear tail receipts`.
///
/// A default makes it optional, and so do an optional and an array type. An array takes all that is left, so it must
/// be the last one.
@propertyWrapper
public struct Argument<Value: Sendable>: Decodable, Sendable, ArgumentDefining {
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

extension Argument where Value: ExpressibleByArgument {
  /// Creates an argument that must be given.
  public init(help: ArgumentHelp? = nil) {
    parsed = Parsed(ArgumentDefinition(.positional, help: help, combine: { (given: [Value]) in given.last }))
  }

  /// Creates an argument with a default.
  public init(wrappedValue: Value, help: ArgumentHelp? = nil) {
    parsed = Parsed(
      ArgumentDefinition(
        .positional, help: help, defaultDescription: wrappedValue.defaultValueDescription,
        combine: { (given: [Value]) in given.last ?? wrappedValue }))
  }
}

extension Argument {
  /// Creates an argument that may be left out.
  public init<T: ExpressibleByArgument>(help: ArgumentHelp? = nil) where Value == T? {
    parsed = Parsed(
      ArgumentDefinition(.positional, help: help, combine: { (given: [T]) in .some(given.last) }))
  }

  /// Creates an argument that may be left out, for a property that says `= nil`.
  public init<T: ExpressibleByArgument>(
    wrappedValue: _OptionalNilComparisonType, help: ArgumentHelp? = nil
  ) where Value == T? {
    self.init(help: help)
  }

  /// Creates an argument for one or more values.
  public init<T: ExpressibleByArgument>(help: ArgumentHelp? = nil) where Value == [T] {
    parsed = Parsed(
      ArgumentDefinition(
        .positional, help: help, isRepeating: true, combine: { (given: [T]) in given.isEmpty ? nil : given }))
  }

  /// Creates an argument for any number of values; what is given replaces the default.
  public init<T: ExpressibleByArgument>(wrappedValue: [T], help: ArgumentHelp? = nil) where Value == [T] {
    parsed = Parsed(
      ArgumentDefinition(
        .positional, help: help, isRepeating: true,
        defaultDescription: wrappedValue.isEmpty
          ? nil : wrappedValue.map(\.defaultValueDescription).joined(separator: ", "),
        combine: { (given: [T]) in given.isEmpty ? wrappedValue : given }))
  }
}
