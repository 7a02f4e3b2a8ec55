import Glibc

extension ParsableCommand {
  /// Parses arguments into the command they name: this one or one of its subcommands.
  /// - Parameters:
  ///   - arguments: The arguments without the program's name; the process's own when `nil`.
  ///   - environment: Looks up a variable; the process's environment unless given.
  /// - Throws: An error for `message(for:)`, `fullMessage(for:)` and `exitCode(for:)`.
  public static func parseAsRoot(
    _ arguments: [String]? = nil,
    environment: @escaping @Sendable (String) -> String? = processEnvironment
  ) throws -> any ParsableCommand {
    try CommandParser(root: self, environment: environment).parse(arguments ?? processArguments).command
  }

  /// Parses arguments of exactly this command.
  /// - Throws: As `parseAsRoot` does, and a `ValidationError` when the arguments name a subcommand.
  public static func parse(
    _ arguments: [String]? = nil,
    environment: @escaping @Sendable (String) -> String? = processEnvironment
  ) throws -> Self {
    guard let command = try parseAsRoot(arguments, environment: environment) as? Self else {
      throw ValidationError("The arguments name a subcommand, not '\(name)' itself.")
    }
    return command
  }

  /// The help text of this command or of one of its subcommands.
  /// - Parameter columns: The width to wrap at; that of the terminal when `nil`.
  public static func helpMessage(for subcommand: (any ParsableCommand.Type)? = nil, columns: Int? = nil)
    -> String
  {
    let stack = CommandStack(from: self, to: subcommand ?? self)
    return HelpGenerator(stack: stack, columns: columns ?? terminalColumns()).text
  }

  /// The text of an error alone.
  public static func message(for error: any Error) -> String {
    ErrorReport(error, root: self).message
  }

  /// The text of an error as it is shown: with the usage when the arguments were wrong.
  /// - Parameter columns: The width to wrap at; that of the terminal when `nil`.
  public static func fullMessage(for error: any Error, columns: Int? = nil) -> String {
    ErrorReport(error, root: self, columns: columns ?? terminalColumns()).fullMessage
  }

  /// The exit status of an error: 0 for a request such as `--help`, 64 for wrong usage, 1 for other failures.
  public static func exitCode(for error: any Error) -> ExitCode {
    ErrorReport(error, root: self).exitCode
  }

  /// Writes the error's text, to standard output if it was a request, else to standard error, and ends the process.
  public static func exit(withError error: (any Error)? = nil) -> Never {
    guard let error else { Glibc.exit(EXIT_SUCCESS) }
    let code = exitCode(for: error)
    let text = fullMessage(for: error)
    if !text.isEmpty {
      writeFully(text + "\n", to: code.isSuccess ? STDOUT_FILENO : STDERR_FILENO)
    }
    Glibc.exit(code.rawValue)
  }
}

/// Looks up a variable in the process's environment.
@Sendable public func processEnvironment(_ name: String) -> String? {
  getenv(name).map { String(cString: $0) }
}

/// The width of the terminal: `COLUMNS`, else what standard output says, else 80; at least 40.
func terminalColumns() -> Int {
  if let columns = processEnvironment("COLUMNS").flatMap({ Int($0) }), columns > 0 { return max(40, columns) }
  var size = winsize()
  guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
  return max(40, Int(size.ws_col))
}

/// Writes all of `text`; gives up when the reader has gone.
func writeFully(_ text: String, to descriptor: Int32) {
  var bytes = Array(text.utf8)[...]
  while !bytes.isEmpty {
    let count = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    if count < 0 {
      guard errno == EINTR else { return }
    } else {
      bytes = bytes.dropFirst(count)
    }
  }
}
