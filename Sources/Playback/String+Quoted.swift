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
