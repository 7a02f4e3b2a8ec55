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
