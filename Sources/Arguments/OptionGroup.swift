/// Arguments that several commands share.
@propertyWrapper
public struct OptionGroup<Value: ParsableArguments & Sendable>: Decodable, Sendable, ArgumentDefining {
  private let title: String

  /// The parsed group.
  public var wrappedValue: Value

  /// Creates a group.
  /// - Parameter title: The heading of its own section in the help; with none its options are among the others.
  public init(title: String = "") {
    self.title = title
    wrappedValue = Value()
  }

  /// Takes the parsed values from the parser and validates them together.
  public init(from decoder: any Decoder) throws {
    title = ""
    wrappedValue = try Value(from: decoder)
    try wrappedValue.validate()
  }

  func definitions(for property: String) -> [ArgumentDefinition] {
    Value.definitions.map { $0.inGroup(named: property, titled: title) }
  }
}
