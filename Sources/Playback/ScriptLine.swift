/// A line of a script, read word by word.
///
/// By Unicode scalars: a combining mark must not make one character with a quote or a space before it.
struct ScriptLine {
  /// The line without the spaces around it.
  let source: String

  private let file: String
  private let number: Int
  /// What is not yet read; no space begins or ends it.
  private var rest: Substring.UnicodeScalarView

  init(_ line: Substring.UnicodeScalarView, file: String, number: Int) {
    rest = line.drop(while: Self.isSpace)
    while let last = rest.last, Self.isSpace(last) { rest.removeLast() }
    source = String(rest)
    self.file = file
    self.number = number
  }

  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    scalar == " " || scalar == "\t" || scalar == "\r"
  }

  var isAtEnd: Bool { rest.isEmpty }

  func error(_ problem: String, expected: String) -> ScriptError {
    ScriptError(file: file, line: number, problem: problem, expected: expected)
  }

  /// Checks that nothing is left.
  func end() throws(ScriptError) {
    guard isAtEnd else { throw error("there is more: \(String(rest))", expected: "the end of the line") }
  }

  /// Reads a word, with or without quotes.
  mutating func word(_ expected: String) throws(ScriptError) -> String {
    if rest.first == "\"" { return try text(expected) }
    guard !isAtEnd else { throw error("the line ends early", expected: expected) }
    let word = rest.prefix { !Self.isSpace($0) }
    rest = rest[word.endIndex...].drop(while: Self.isSpace)
    return String(word)
  }

  /// Reads a word that means something.
  mutating func value<Value>(
    _ expected: String, _ read: (String) -> Value?
  ) throws(ScriptError) -> Value {
    let word = try word(expected)
    guard let value = read(word) else { throw error("\(word.scriptQuoted) is none", expected: expected) }
    return value
  }

  /// Reads a text in quotes.
  mutating func text(_ expected: String) throws(ScriptError) -> String {
    guard rest.popFirst() == "\"" else {
      throw error(isAtEnd ? "the line ends early" : "there are no quotes", expected: expected)
    }
    var text = String.UnicodeScalarView()
    while let scalar = rest.popFirst() {
      switch scalar {
      case "\"":
        if let next = rest.first, !Self.isSpace(next) {
          throw error("the quotes end within a word", expected: "a space, or \\\" for a quote in the text")
        }
        rest = rest.drop(while: Self.isSpace)
        return String(text)
      case "\\": text.append(try escaped())
      default: text.append(scalar)
      }
    }
    throw error("the quotes have no end", expected: "\" at the end of the text")
  }

  /// Reads what follows a backslash.
  private mutating func escaped() throws(ScriptError) -> Unicode.Scalar {
    switch rest.popFirst() {
    case "\"": return "\""
    case "\\": return "\\"
    case "n": return "\n"
    case "t": return "\t"
    case "u":
      let digits = rest.dropFirst().prefix { $0 != "}" && $0 != "\"" }
      let isEnclosed = rest.first == "{" && rest[digits.endIndex...].first == "}"
      guard isEnclosed, digits.count <= 6, let value = UInt32(String(digits), radix: 16),
        let scalar = Unicode.Scalar(value)
      else {
        throw error("\\u names no Unicode scalar", expected: "\\u{ and up to six hexadecimal digits and }")
      }
      rest = rest[digits.endIndex...].dropFirst()
      return scalar
    case let other:
      let name = other.map { "\\\(String($0))" } ?? "\\"
      throw error("\(name) is no escape", expected: "one of \\\" \\\\ \\n \\t \\u{…}")
    }
  }
}
