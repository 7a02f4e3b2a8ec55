/// A command: arguments, a description and something to run.
public protocol ParsableCommand: ParsableArguments {
  /// The name, the help texts and the subcommands.
  static var configuration: CommandConfiguration { get }

  /// Does what the command is for; the default shows the command's help.
  mutating func run() throws
}

extension ParsableCommand {
  /// A configuration with nothing but defaults.
  public static var configuration: CommandConfiguration { CommandConfiguration() }

  /// Shows the command's help.
  public mutating func run() throws {
    throw CleanExit.helpRequest(Self.self)
  }

  /// Parses the process's arguments, runs the command they name, and reports errors as `exit(withError:)` does.
  public static func main() {
    main(nil)
  }

  /// Parses the arguments, runs the command they name, and reports errors as `exit(withError:)` does.
  /// - Parameter arguments: The arguments without the program's name; the process's own when `nil`.
  public static func main(_ arguments: [String]?) {
    do {
      var parsed = try CommandParser(root: self).parse(arguments ?? processArguments)
      do {
        try parsed.command.run()
      } catch {
        throw CommandError(stack: parsed.stack, underlying: error)
      }
    } catch {
      exit(withError: error)
    }
  }

  static var name: String {
    configuration.commandName ?? String(describing: self).kebabCased
  }

  static var processArguments: [String] { Array(CommandLine.arguments.dropFirst()) }
}

/// A command whose work is asynchronous.
public protocol AsyncParsableCommand: ParsableCommand {
  /// Does what the command is for; the default shows the command's help.
  mutating func run() async throws
}

extension AsyncParsableCommand {
  /// Shows the command's help.
  public mutating func run() async throws {
    throw CleanExit.helpRequest(Self.self)
  }

  /// Parses the process's arguments, runs the command they name, and reports errors as `exit(withError:)` does.
  public static func main() async {
    await main(nil)
  }

  /// Parses the arguments, runs the command they name, and reports errors as `exit(withError:)` does.
  /// - Parameter arguments: The arguments without the program's name; the process's own when `nil`.
  public static func main(_ arguments: [String]?) async {
    do {
      var parsed = try CommandParser(root: self).parse(arguments ?? processArguments)
      do {
        if var command = parsed.command as? any AsyncParsableCommand {
          try await command.run()
        } else {
          try parsed.command.run()
        }
      } catch {
        throw CommandError(stack: parsed.stack, underlying: error)
      }
    } catch {
      exit(withError: error)
    }
  }
}

/// The name, the help texts and the subcommands of a command.
public struct CommandConfiguration: Sendable {
  /// The word typed to run the command; the type's name in kebab case when `nil`.
  public var commandName: String?
  /// One line for the overview and for the list of subcommands.
  public var abstract: String
  /// Paragraphs below the overview; line breaks are kept, long lines are wrapped.
  public var discussion: String
  /// What `--version` shows; with none there is no such option.
  public var version: String
  /// Whether the command is listed in the help of its parent.
  public var shouldDisplay: Bool
  /// The commands below this one.
  public var subcommands: [any ParsableCommand.Type]
  /// The subcommand meant when none is named.
  public var defaultSubcommand: (any ParsableCommand.Type)?
  /// Other words for the command.
  public var aliases: [String]
  /// Invocations to imitate, shown at the end of the help (ours; not in swift-argument-parser).
  public var examples: [CommandExample]
  /// Where a root command finds its configuration file (ours; not in swift-argument-parser).
  public var configurationFile: ConfigurationFile?

  /// Creates a configuration.
  public init(
    commandName: String? = nil,
    abstract: String = "",
    discussion: String = "",
    version: String = "",
    shouldDisplay: Bool = true,
    subcommands: [any ParsableCommand.Type] = [],
    defaultSubcommand: (any ParsableCommand.Type)? = nil,
    aliases: [String] = [],
    examples: [CommandExample] = [],
    configurationFile: ConfigurationFile? = nil
  ) {
    self.commandName = commandName
    self.abstract = abstract
    self.discussion = discussion
    self.version = version
    self.shouldDisplay = shouldDisplay
    self.subcommands = subcommands
    self.defaultSubcommand = defaultSubcommand
    self.aliases = aliases
    self.examples = examples
    self.configurationFile = configurationFile
  }
}
