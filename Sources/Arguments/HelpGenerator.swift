/// Lays out the help of a command as plain text.
struct HelpGenerator {
  let stack: CommandStack
  let columns: Int

  /// Where the explanations begin.
  private static let explanationColumn = 26
  /// More optional options than this are summed up in the usage.
  private static let optionsInUsage = 12

  private var configuration: CommandConfiguration { stack.leaf.configuration }
  private var definitions: [ArgumentDefinition] { stack.leaf.definitions.filter(\.isVisible) }

  /// The whole text without a final line break.
  var text: String {
    var sections: [String] = []
    if !configuration.abstract.isEmpty { sections.append(paragraph("OVERVIEW: " + configuration.abstract)) }
    if !configuration.discussion.isEmpty { sections.append(paragraph(configuration.discussion)) }
    sections.append(usage(label: "USAGE:"))
    sections += argumentSections
    sections += subcommandSections
    if !configuration.examples.isEmpty { sections.append(examples) }
    if !configuration.subcommands.isEmpty {
      sections.append(paragraph("  See '\(stack.name) help <subcommand>' for detailed help."))
    }
    return sections.joined(separator: "\n\n")
  }

  /// The line, or lines, that show what may be given.
  func usage(label: String) -> String {
    let named = definitions.filter { !$0.isPositional }
    let optional = named.filter { !$0.isRequired }
    var pieces = [label, stack.name]
    pieces += optional.count > Self.optionsInUsage ? ["[<options>]"] : optional.map { "[\(synopsis($0))]" }
    pieces += named.filter(\.isRequired).map(synopsis)
    pieces += definitions.filter(\.isPositional).map { $0.isRequired ? synopsis($0) : "[\(synopsis($0))]" }
    if !configuration.subcommands.isEmpty { pieces.append("<subcommand>") }
    return wrapped(pieces, columns: columns, indent: 2).joined(separator: "\n")
  }

  private func synopsis(_ definition: ArgumentDefinition) -> String {
    let names = [definition.display] + definition.invertedNames.suffix(1)
    return names.joined(separator: "|") + (definition.isRepeating ? " ..." : "")
  }

  private var argumentSections: [String] {
    let positional = definitions.filter(\.isPositional)
    let named = definitions.filter { !$0.isPositional }
    let titles = named.compactMap(\.section).reduce(into: [String]()) { titles, title in
      if !titles.contains(title) { titles.append(title) }
    }
    var sections = positional.isEmpty ? [] : [section("ARGUMENTS", positional.map(row))]
    sections += titles.map { title in
      section(title.uppercased(), named.filter { $0.section == title }.map(row))
    }
    return sections + [section("OPTIONS", named.filter { $0.section == nil }.map(row) + builtInRows)]
  }

  private var builtInRows: [String] {
    let root = stack.root.configuration
    var rows: [String] = []
    if let file = root.configurationFile { rows.append(row("--\(file.name) <file>", file.help)) }
    if !root.version.isEmpty { rows.append(row("--version", "Show the version.")) }
    return rows + [row("-h, --help", "Show help information.")]
  }

  private var subcommandSections: [String] {
    let rows = configuration.subcommands.filter { $0.configuration.shouldDisplay }.map { command in
      let mark = configuration.defaultSubcommand.map { $0 == command } ?? false ? " (default)" : ""
      let names = [command.name] + command.configuration.aliases
      return row(names.joined(separator: ", ") + mark, command.configuration.abstract)
    }
    return rows.isEmpty ? [] : [section("SUBCOMMANDS", rows)]
  }

  private var examples: String {
    let rows = configuration.examples.map { example in
      "  \(example.command)\n" + paragraph(example.explanation, indent: 6)
    }
    return section("EXAMPLES", rows)
  }

  private func section(_ title: String, _ rows: [String]) -> String {
    ([title + ":"] + rows).joined(separator: "\n")
  }

  private func row(_ definition: ArgumentDefinition) -> String {
    let names = (definition.names + definition.invertedNames).joined(separator: ", ")
    let label =
      switch definition.kind {
      case .positional: definition.placeholder
      case .flag: names
      case .option: "\(names) \(definition.placeholder)"
      }
    let parts = [definition.help.abstract, notes(definition)].filter { !$0.isEmpty }
    let discussion = definition.help.discussion.isEmpty ? "" : "\n" + definition.help.discussion
    return row(label, parts.joined(separator: " ") + discussion)
  }

  /// What follows the sentence in brackets.
  private func notes(_ definition: ArgumentDefinition) -> String {
    var notes: [String] = []
    if !definition.allowedValues.isEmpty {
      notes.append("values: " + definition.allowedValues.joined(separator: ", "))
    }
    if let text = definition.defaultDescription, !text.isEmpty { notes.append("default: " + text) }
    if let name = definition.fallback.environment { notes.append("environment: " + name) }
    if let key = definition.fallback.configuration { notes.append("file: " + key) }
    return notes.isEmpty ? "" : "(\(notes.joined(separator: "; ")))"
  }

  private func row(_ label: String, _ explanation: String) -> String {
    let start = "  " + label
    let lines = paragraph(explanation, indent: Self.explanationColumn)
    guard !explanation.isEmpty else { return start }
    guard start.count + 2 <= Self.explanationColumn else { return start + "\n" + lines }
    return start + lines.dropFirst(start.count)
  }

  private func paragraph(_ text: String, indent: Int = 0) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { line -> [String] in
      let own = indent + line.prefix { $0 == " " }.count
      let lines = wrapped(line.split(separator: " ").map(String.init), columns: columns - own, indent: 0)
      return lines.map { $0.isEmpty ? $0 : String(repeating: " ", count: own) + $0 }
    }
    .joined(separator: "\n")
  }

  /// Fills lines with pieces that are never broken; lines after the first are indented.
  private func wrapped(_ pieces: [String], columns: Int, indent: Int) -> [String] {
    var lines = [""]
    for piece in pieces {
      let line = lines[lines.count - 1]
      if line.isEmpty {
        lines[lines.count - 1] = piece
      } else if line.count + 1 + piece.count <= columns {
        lines[lines.count - 1] += " " + piece
      } else {
        lines.append(String(repeating: " ", count: indent) + piece)
      }
    }
    return lines
  }
}
