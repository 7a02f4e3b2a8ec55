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

extension Bool: ExpressibleByArgument {
  /// Creates a truth value from one of `true yes on 1 false no off 0`, in any case.
  public init?(argument: String) {
    switch argument.lowercased() {
    case "true", "yes", "on", "1": self = true
    case "false", "no", "off", "0": self = false
    default: return nil
    }
  }

  /// The words that read best; the others are accepted silently.
  public static var formatHint: String? { "true or false" }
}

/// A number and a unit, `300ms` or `1.5s`; units are `us`, `ms`, `s`, `m`, `h` and `d`, and a bare `0` needs none.
extension Duration: ExpressibleByArgument {
  private static let units: [(name: String, nanoseconds: Int64)] = [
    ("d", 86_400_000_000_000), ("h", 3_600_000_000_000), ("m", 60_000_000_000), ("s", 1_000_000_000),
    ("ms", 1_000_000), ("us", 1_000),
  ]

  /// Creates a duration of at most 292 years from text, exact to the nanosecond.
  public init?(argument: String) {
    if argument == "0" {
      self = .zero
      return
    }
    let digits = argument.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    let name = argument.dropFirst(digits.count)
    let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
    guard let unit = Self.units.first(where: { $0.name == name }), parts.count <= 2,
      let whole = Int64(parts[0])
    else { return nil }
    var (total, overflow) = whole.multipliedReportingOverflow(by: unit.nanoseconds)
    guard !overflow else { return nil }
    if parts.count == 2 {
      guard !parts[1].isEmpty else { return nil }
      var place = unit.nanoseconds
      for digit in parts[1].compactMap(\.wholeNumberValue) {
        place /= 10
        (total, overflow) = total.addingReportingOverflow(Int64(digit) * place)
        guard !overflow else { return nil }
      }
    }
    self = .nanoseconds(total)
  }

  /// The duration in the largest unit that needs no fraction.
  public var defaultValueDescription: String {
    let (seconds, attoseconds) = components
    let (whole, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
    let nanoseconds = whole + attoseconds / 1_000_000_000
    guard !overflow, let unit = Self.units.first(where: { nanoseconds % $0.nanoseconds == 0 }),
      nanoseconds != 0
    else { return self == .zero ? "0" : description }
    return "\(nanoseconds / unit.nanoseconds)\(unit.name)"
  }

  /// The form of a duration.
  public static var formatHint: String? { "a number and a unit, such as 300ms, 2s, 5m or 1h" }
}
