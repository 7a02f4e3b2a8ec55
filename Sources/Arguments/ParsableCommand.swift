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
