extension Duration {
  /// Units in milliseconds, the largest first.
  private static let units: [(name: String, milliseconds: Int)] = [("m", 60_000), ("s", 1_000), ("ms", 1)]
  /// A day, in milliseconds.
  private static let most = 86_400_000

  /// Reads `500ms`, `2s` or `3m`, at most a day.
  init?(script text: String) {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    guard let unit = Self.units.first(where: { $0.name == text.dropFirst(digits.count) }),
      let number = Int(scriptDigits: digits), number <= Self.most / unit.milliseconds
    else { return nil }
    self = .milliseconds(number * unit.milliseconds)
  }

  /// The inverse of `init(script:)`; rounded to milliseconds, and no more than a day.
  var scriptText: String {
    let milliseconds = Int(min(self / .milliseconds(1), Double(Self.most)) + 0.5)
    let unit = Self.units.first { milliseconds % $0.milliseconds == 0 } ?? ("ms", 1)
    return "\(milliseconds / unit.milliseconds)\(unit.name)"
  }
}
