extension String {
  /// The text with control characters and characters that reorder or break lines as JSON escapes.
  /// - Parameter quoting: Whether to escape quotation marks and backslashes too, for use inside quotation marks.
  func escapedForLog(quoting: Bool = false) -> String {
    var result = ""
    for scalar in unicodeScalars {
      switch scalar {
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case "\"" where quoting, "\\" where quoting: result += "\\\(scalar)"
      case _ where scalar.isUnsafeInLog:
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}

extension Unicode.Scalar {
  /// Control characters (C0, DEL, C1), line and paragraph separators, and the bidirectional controls of UAX #9; all
  /// are below U+10000.
  fileprivate var isUnsafeInLog: Bool {
    switch value {
    case 0x00...0x1F, 0x7F...0x9F, 0x61C, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}
