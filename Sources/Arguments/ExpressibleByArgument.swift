/// A type whose values can be given as text on the command line, in a variable or in a file.
///
/// An enumeration needs only the conformances: `enum Form: String, CaseIterable, ExpressibleByArgument`. Its raw values
/// are then accepted, listed in the help, and suggested after a slip.
public protocol ExpressibleByArgument: Sendable {
  /// Creates a value from text; `nil` when the text is none.
  init?(argument: String)

  /// The text shown as the default.
  var defaultValueDescription: String { get }

  /// All texts accepted, if they can be listed.
  static var allValueStrings: [String] { get }

  /// How the text must look, to end an error message with. Ours; not in swift-argument-parser.
  static var formatHint: String? { get }
}

extension ExpressibleByArgument {
  /// The value's own description.
  public var defaultValueDescription: String { "\(self)" }
  /// No list.
  public static var allValueStrings: [String] { [] }
  /// No hint.
  public static var formatHint: String? { nil }
}

extension ExpressibleByArgument where Self: RawRepresentable, RawValue: ExpressibleByArgument {
  /// Creates the value with this raw value.
  public init?(argument: String) {
    guard let raw = RawValue(argument: argument) else { return nil }
    self.init(rawValue: raw)
  }

  /// The raw value.
  public var defaultValueDescription: String { rawValue.defaultValueDescription }
}

extension ExpressibleByArgument where Self: CaseIterable & RawRepresentable, RawValue: ExpressibleByArgument {
  /// The raw values of all cases.
  public static var allValueStrings: [String] { allCases.map(\.rawValue.defaultValueDescription) }
}

extension ExpressibleByArgument where Self: LosslessStringConvertible {
  /// Creates the value that the text describes.
  public init?(argument: String) {
    self.init(argument)
  }
}

extension ExpressibleByArgument where Self: FixedWidthInteger {
  /// The range of the type.
  public static var formatHint: String? {
    Self.max > 0xFFFF_FFFF ? "a whole number" : "a whole number from \(Self.min) to \(Self.max)"
  }
}

extension String: ExpressibleByArgument {}
extension Int: ExpressibleByArgument {}
extension Int32: ExpressibleByArgument {}
extension Int64: ExpressibleByArgument {}
extension UInt: ExpressibleByArgument {}
extension UInt16: ExpressibleByArgument {}
extension UInt64: ExpressibleByArgument {}
extension Double: ExpressibleByArgument {
  /// A number.
  public static var formatHint: String? { "a number" }
}
