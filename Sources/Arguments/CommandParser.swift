/// Finds the command that the arguments name and fills it.
struct CommandParser {
  let root: any ParsableCommand.Type
  var environment: @Sendable (String) -> String? = processEnvironment

  struct Result {
    var command: any ParsableCommand
    let stack: CommandStack
  }

  /// Parses arguments; every error is a `CommandError`.
  func parse(_ arguments: [String]) throws(CommandError) -> Result {
    var stack = CommandStack(root: root)
    do {
      let builtIns = try BuiltInArguments(arguments, root: root.configuration)
      let words = try resolve(builtIns.rest, in: &stack, wantsHelp: builtIns.wantsHelp)
      if builtIns.wantsHelp { throw CleanExit.helpRequest(stack.leaf) }
      if builtIns.wantsVersion { throw CleanExit.message(root.configuration.version) }
      let file = try root.configuration.configurationFile?.load(builtIns.configurationPath, environment)
      if let file { try refuseUnknownSettings(in: file) }
      return Result(command: try fill(stack.leaf, from: words, file), stack: stack)
    } catch {
      throw CommandError(stack: stack, underlying: error)
    }
  }

  /// Goes down to the command that the first words name; returns the words after those.
  private func resolve(
    _ words: [String], in stack: inout CommandStack, wantsHelp: Bool
  ) throws -> [String] {
    var words = words[...]
    while !stack.leaf.configuration.subcommands.isEmpty {
      let configuration = stack.leaf.configuration
      let word = words.first.flatMap { $0.hasPrefix("-") ? nil : $0 }
      if let word, let subcommand = stack.subcommand(named: word) {
        stack.descend(to: subcommand)
        words.removeFirst()
      } else if word == "help" {
        try showHelp(for: words.dropFirst(), from: stack)
      } else if let word, !takesPositionals(configuration.defaultSubcommand ?? stack.leaf) {
        throw ParserError.unknownCommand(word, known: stack.subcommandNames)
      } else if let subcommand = configuration.defaultSubcommand, !(wantsHelp && words.isEmpty) {
        stack.descend(to: subcommand)
      } else {
        break
      }
    }
    return Array(words)
  }

  private func showHelp(for words: ArraySlice<String>, from start: CommandStack) throws -> Never {
    var stack = start
    for word in words {
      guard let subcommand = stack.subcommand(named: word) else {
        throw ParserError.unknownCommand(word, known: stack.subcommandNames)
      }
      stack.descend(to: subcommand)
    }
    throw CommandError(stack: stack, underlying: CleanExit.helpRequest(stack.leaf))
  }

  private func takesPositionals(_ command: any ParsableCommand.Type) -> Bool {
    command.definitions.contains(where: \.isPositional)
  }

  private func fill<Command: ParsableCommand>(
    _ type: Command.Type, from words: [String], _ file: ConfigurationSource?
  ) throws -> Command {
    let definitions = type.definitions
    var scanner = ArgumentScanner(
      definitions: definitions, builtInNames: BuiltInArguments.names(root: root.configuration))
    let found = try scanner.scan(words)
    var values: [[String]: any Sendable] = [:]
    for definition in definitions {
      let given = try found[definition.path] ?? fallback(for: definition, file)
      values[definition.path] = try definition.convert(given, definition)
    }
    var command = try Command(from: ArgumentDecoder(values: values))
    try command.validate()
    return command
  }

  /// What the environment says, else what the file says; an empty variable counts as unset.
  private func fallback(for definition: ArgumentDefinition, _ file: ConfigurationSource?) throws
    -> [Occurrence]
  {
    if let name = definition.fallback.environment, let text = environment(name), !text.isEmpty {
      return elements(of: text, definition).map { Occurrence(text: $0, source: .environment(name)) }
    }
    guard let file, let key = definition.fallback.configuration else { return [] }
    let entries = file.entries(for: key)
    if !definition.isRepeating, entries.count > 1 { throw ParserError.repeatedSetting(entries[1]) }
    return entries.flatMap { entry in
      elements(of: entry.value, definition).map { Occurrence(text: $0, source: .file(entry)) }
    }
  }

  private func elements(of text: String, _ definition: ArgumentDefinition) -> [String] {
    guard definition.isRepeating else { return [text] }
    return text.split(separator: ",").map { part in
      String(part.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
  }

  /// A file serves all commands, so a setting is known if any of them reads it.
  private func refuseUnknownSettings(in file: ConfigurationSource) throws {
    let known = settings(of: root)
    for entry in file.entries where !known.contains(entry.key) {
      throw ParserError.unknownSetting(entry, known: known)
    }
  }

  private func settings(of command: any ParsableCommand.Type) -> [String] {
    command.definitions.compactMap(\.fallback.configuration)
      + command.configuration.subcommands.flatMap(settings)
  }
}
