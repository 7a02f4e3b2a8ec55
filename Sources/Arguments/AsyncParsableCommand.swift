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
