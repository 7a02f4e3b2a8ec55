import Canvas

extension String {
  /// The text in quotes, as a script has it.
  var scriptQuoted: String {
    "\"" + unicodeScalars.map(\.scriptEscaped).joined() + "\""
  }

  /// The text as one word of a script, in quotes only if it needs them.
  var scriptWord: String {
    let isBare = unicodeScalars.allSatisfy { $0 != " " && $0.scriptEscaped == String($0) }
    return isBare && !isEmpty ? self : scriptQuoted
  }
}

extension Unicode.Scalar {
  /// The scalar, or the escape of one that would end the text or would not be seen in an editor.
  fileprivate var scriptEscaped: String {
    switch self {
    case "\"": return "\\\""
    case "\\": return "\\\\"
    case "\n": return "\\n"
    case "\t": return "\\t"
    default: break
    }
    switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned:
      return "\\u{\(String(value, radix: 16, uppercase: true))}"
    case .spaceSeparator where self != " ": return "\\u{\(String(value, radix: 16, uppercase: true))}"
    default: return String(self)
    }
  }
}

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

extension Canvas {
  /// The text of the grid between two rules of its width, the upper one with a name in it.
  func ruled(_ name: String?) -> String {
    let title = name.map { "── \($0) " } ?? ""
    let rest = max(0, size.width - TextWidth.width(title))
    let rule = String(repeating: "─", count: size.width)
    return "\(title)\(String(repeating: "─", count: rest))\n\(text)\n\(rule)"
  }
}
