/// How an error looks and ends the process.
struct ErrorReport {
  private let stack: CommandStack
  private let error: any Error
  private let columns: Int

  init(_ error: any Error, root: any ParsableCommand.Type, columns: Int = 80) {
    let located = CommandError(stack: CommandStack(root: root), underlying: error)
    stack = located.stack
    self.error = located.underlying
    self.columns = columns
  }

  var exitCode: ExitCode {
    switch error {
    case is CleanExit: .success
    case let code as ExitCode: code
    case is ValidationError, is ParserError, is ConfigurationError: .validationFailure
    default: .failure
    }
  }

  var message: String {
    switch error {
    case is ExitCode: return ""
    case CleanExit.helpRequest(let command):
      let requested = command.map { CommandStack(from: stack.root, to: $0) } ?? stack
      return HelpGenerator(stack: requested, columns: columns).text
    default: return "\(error)"
    }
  }

  /// The message, and for wrong arguments the usage.
  var fullMessage: String {
    if error is CleanExit || error is ExitCode { return message }
    if error is ConfigurationError || exitCode != .validationFailure { return "Error: \(message)" }
    let usage = HelpGenerator(stack: stack, columns: columns).usage(label: "Usage:")
    return "Error: \(message)\n\(usage)\n  See '\(stack.name) --help' for more information."
  }
}
