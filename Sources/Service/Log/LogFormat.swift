/// The form of a line.
public enum LogFormat: String, CaseIterable, Sendable {
  /// For people: `14:02:03.123 info  receipts: stored batch events=512 rows=90`, in local time.
  case readable
  /// For programs: one JSON object a line, with an RFC 3339 time in UTC.
  case json

  /// The line with its line break.
  ///
  /// Control characters are escaped in both forms, so a line is always one line and
  /// cannot move a terminal's cursor.
  func line(for entry: LogLine) -> String {
    switch self {
    case .readable: readable(entry)
    case .json: json(entry)
    }
  }

  private func readable(_ entry: LogLine) -> String {
    let level = entry.level.abbreviation
    let padding = String(repeating: " ", count: 5 - level.count)
    var line = "\(entry.time.clock) \(level)\(padding) \(entry.label): \(entry.message.escapedForLog())"
    for (name, value) in entry.metadata {
      line += " \(name.escapedForLog())=\(quotedIfNeeded(value))"
    }
    return line + "\n"
  }

  private func quotedIfNeeded(_ value: String) -> String {
    let isPlain = !value.isEmpty && !value.unicodeScalars.contains { $0 == " " || $0 == "=" || $0 == "\"" }
    return isPlain ? value.escapedForLog() : "\"\(value.escapedForLog(quoting: true))\""
  }

  private func json(_ entry: LogLine) -> String {
    let fields = [
      ("time", entry.time.rfc3339), ("level", entry.level.rawValue), ("label", entry.label),
      ("message", entry.message),
    ]
    let metadata = object(entry.metadata)
    return object(fields).dropLast() + (entry.metadata.isEmpty ? "}\n" : ",\"metadata\":\(metadata)}\n")
  }

  private func object(_ fields: [(String, String)]) -> String {
    let members = fields.map { name, value in
      "\"\(name.escapedForLog(quoting: true))\":\"\(value.escapedForLog(quoting: true))\""
    }
    return "{\(members.joined(separator: ","))}"
  }
}

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
