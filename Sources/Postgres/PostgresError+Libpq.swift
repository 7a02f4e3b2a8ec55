import CPostgres

extension PostgresError {
  /// Reads the fields of a failed result.
  ///
  /// Their one-letter codes are in the PostgreSQL manual, "Error and Notice Message Fields".
  init(result: OpaquePointer, attempted: String, connectionLost: Bool, commitOutcomeUnknown: Bool) {
    func field(_ code: Character) -> String? {
      guard let ascii = code.asciiValue, let text = PQresultErrorField(result, Int32(ascii)) else {
        return nil
      }
      return String(cString: text)
    }
    self.init(
      sqlState: field("C"),
      severity: field("V") ?? (connectionLost ? "FATAL" : "ERROR"),
      message: field("M") ?? Self.oneLine(String(cString: PQresultErrorMessage(result))),
      detail: field("D"),
      hint: field("H"),
      constraint: field("n"),
      attempted: attempted,
      connectionLost: connectionLost,
      commitOutcomeUnknown: commitOutcomeUnknown
    )
  }

  /// An error of this program's own making: nothing was sent.
  static func misuse(_ sqlState: String?, _ message: String, attempted: String, hint: String? = nil) -> Self {
    PostgresError(sqlState: sqlState, message: message, hint: hint, attempted: attempted)
  }

  /// The failure to make a connection, from libpq's message at verbosity `PQERRORS_VERBOSE`.
  ///
  /// Only in that verbosity does the message contain the SQLSTATE of a refused login.
  static func unreachable(_ verbose: String, attempted: String) -> Self {
    let state = sqlState(inVerbose: verbose)
    let (hint, mayPass) =
      switch state {
      case nil: ("check that PostgreSQL runs and that the address is right, or give another", true)
      // All that it says of a database that takes no connections for a while (ALLOW_CONNECTIONS).
      case "55000": ("the server answered and refused: somebody keeps connections to this database out", true)
      default:
        (
          "the server answered and refused: check the user, the password and the database in the address",
          false
        )
      }
    // What is indented asks whether a server is running there, as the hint does.
    let lines = verbose.split(separator: "\n").filter { !$0.hasPrefix("LOCATION:") && !$0.hasPrefix("\t") }
    return PostgresError(
      sqlState: state,
      severity: "FATAL",
      message: oneLine(lines.joined(separator: "\n")),
      hint: hint,
      attempted: attempted,
      connectionLost: mayPass
    )
  }

  /// Finds the SQLSTATE in `… FATAL:  28P01: password authentication failed …`.
  static func sqlState(inVerbose message: String) -> String? {
    message.split(separator: ":").lazy
      .map { $0.drop { $0 == " " } }
      .first { part in
        part.utf8.count == 5 && part.contains(where: \.isNumber)
          && part.allSatisfy { $0.isASCII && ($0.isNumber || $0.isUppercase) }
      }
      .map(String.init)
  }

  /// The text with every run of white space as one space.
  static func oneLine(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// The first words of a statement, at most 60 characters.
  static func summary(of sql: String) -> String {
    let line = oneLine(String(sql.prefix(200)))
    return "run \"" + (line.count > 60 ? line.prefix(60) + "…" : line[...]) + "\""
  }
}
