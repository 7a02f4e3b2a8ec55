/// A command and the commands above it.
struct CommandStack: Sendable {
  private(set) var commands: [any ParsableCommand.Type]

  init(root: any ParsableCommand.Type) {
    commands = [root]
  }

  /// The way from a root to a command; the command alone when the root has no such subcommand.
  init(from root: any ParsableCommand.Type, to command: any ParsableCommand.Type) {
    commands = Self.path(from: root, to: command) ?? [command]
  }

  /// The words that name the command: `dogear chat`.
  var name: String { commands.map { $0.name }.joined(separator: " ") }

  var root: any ParsableCommand.Type { commands[0] }
  var leaf: any ParsableCommand.Type { commands[commands.count - 1] }

  mutating func descend(to command: any ParsableCommand.Type) {
    commands.append(command)
  }

  /// The subcommand that the word names.
  func subcommand(named word: String) -> (any ParsableCommand.Type)? {
    leaf.configuration.subcommands.first { $0.name == word || $0.configuration.aliases.contains(word) }
  }

  /// The words to suggest for a subcommand.
  var subcommandNames: [String] {
    leaf.configuration.subcommands.filter { $0.configuration.shouldDisplay }.map { $0.name } + ["help"]
  }

  private static func path(
    from root: any ParsableCommand.Type, to command: any ParsableCommand.Type
  ) -> [any ParsableCommand.Type]? {
    if root == command { return [root] }
    for subcommand in root.configuration.subcommands {
      if let below = path(from: subcommand, to: command) { return [root] + below }
    }
    return nil
  }
}

/// The arguments every command has, taken out of the line wherever they stand before a `--`.
struct BuiltInArguments {
  private(set) var wantsHelp = false
  private(set) var wantsVersion = false
  private(set) var configurationPath: String?
  /// All other words in their order.
  private(set) var rest: [String] = []

  init(_ words: [String], root: CommandConfiguration) throws {
    let file = root.configurationFile.map { "--" + $0.name }
    var words = words[...]
    while let word = words.popFirst() {
      if word == "--" {
        rest += [word] + words
        return
      } else if word == "--help" || word == "-h" {
        wantsHelp = true
      } else if word == "--version", !root.version.isEmpty {
        wantsVersion = true
      } else if let file, word.hasPrefix(file + "=") {
        configurationPath = String(word.dropFirst(file.count + 1))
      } else if let file, word == file {
        guard let path = words.popFirst() else { throw ValidationError("Missing value for '\(file) <file>'") }
        configurationPath = path
      } else {
        rest.append(word)
      }
    }
  }

  /// The names of those that a program with this root has.
  static func names(root: CommandConfiguration) -> [String] {
    let version = root.version.isEmpty ? [] : ["--version"]
    return version + (root.configurationFile.map { ["--" + $0.name] } ?? []) + ["--help", "-h"]
  }
}

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
