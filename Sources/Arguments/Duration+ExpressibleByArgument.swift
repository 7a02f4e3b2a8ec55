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
