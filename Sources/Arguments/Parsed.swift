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
