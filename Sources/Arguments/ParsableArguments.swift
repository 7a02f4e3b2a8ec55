/// A type that is read from command-line arguments, property by property.
///
/// Give every stored property one of the wrappers `@Option`, `@Flag`, `@Argument` or `@OptionGroup`. `Decodable` is
/// synthesized; it is how parsed values reach the properties, so values keep value semantics.
///
/// The names and conventions in this module are those of swift-argument-parser, so that code can move to that
/// package by a change of its imports. What is ours alone says so: `environment:` and `configuration:` on options and
/// flags, and `examples` and `configurationFile` of a command.
public protocol ParsableArguments: Decodable, SendableMetatype {
  /// Creates the definition that the parser and the help reflect on.
  init()

  /// Checks values against each other after parsing; throw a `ValidationError` to refuse them.
  mutating func validate() throws
}

extension ParsableArguments {
  /// Accepts all values.
  public mutating func validate() throws {}
}

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

/// A property wrapper that defines arguments.
protocol ArgumentDefining {
  /// The definitions for the property of this name.
  func definitions(for property: String) -> [ArgumentDefinition]
}

extension ParsableArguments {
  /// The definitions of all properties in the order of their declaration.
  static var definitions: [ArgumentDefinition] {
    Mirror(reflecting: Self()).children.flatMap { child in
      guard let wrapper = child.value as? any ArgumentDefining, let label = child.label else {
        return [ArgumentDefinition]()
      }
      // The storage of a wrapped property `user` is named `_user`.
      return wrapper.definitions(for: String(label.drop { $0 == "_" }))
    }
  }
}

/// What a property wrapper holds: how to parse before parsing, the value after it.
enum Parsed<Value: Sendable>: Sendable {
  case definition(ArgumentDefinition)
  case value(Value)

  /// The value, or the initial one when nothing was parsed.
  var value: Value {
    get {
      switch self {
      case .value(let value): return value
      case .definition(let definition):
        guard let initial = try? definition.convert([], definition) as? Converted<Value> else {
          // Only `init()` leaves definitions behind, and only the parser calls it: reading a required property of a
          // command nobody parsed is a mistake in the program, found by the first run of that line.
          preconditionFailure("A required argument was read before it was parsed.")
        }
        return initial.value
      }
    }
    set { self = .value(newValue) }
  }

  init(_ definition: ArgumentDefinition) {
    self = .definition(definition)
  }

  init(from decoder: any Decoder) throws {
    guard let decoder = decoder as? ArgumentDecoder, let converted = decoder.value as? Converted<Value> else {
      throw ArgumentDecoder.misuse(at: decoder.codingPath)
    }
    self = .value(converted.value)
  }
}

/// A converted value on its way to its property; the wrapper keeps an optional from dissolving in a dynamic cast.
struct Converted<Value: Sendable>: Sendable {
  let value: Value
}
