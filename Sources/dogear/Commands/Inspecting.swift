import Arguments
import ChatClient
import Stack

/// `dogear doctor`: what is reachable, which versions, and what to do about what is not.
struct Doctor: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Say what is reachable, in which version, and what to do about what is not.",
    discussion: "Exits with 1 if anything is out of order.",
    examples: [CommandExample("dogear doctor", "Look at the running stack.")])

  @OptionGroup var connection: ConnectionOptions

  func run() async throws {
    let examination = Examination(try Backends(try connection.resolve()))
    var findings: [Finding] = []
    for check in await examination.checks() {
      print(check.line)
      findings.append(check)
    }
    if findings.contains(where: { !$0.isGood }) { throw ExitCode(1) }
  }
}

/// `dogear env`: the endpoints as shell assignments.
struct Env: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print the running stack's endpoints as shell assignments.",
    examples: [
      CommandExample(
        "eval \"$(dogear env)\"", "Set DATABASE_URL, REDIS_URL and KAFKA_BROKERS in this shell."),
      CommandExample("psql \"$DATABASE_URL\"", "Then look into the database, for instance."),
    ])

  @OptionGroup var connection: ConnectionOptions

  func run() async throws {
    let endpoints = try connection.resolve()
    print("export DATABASE_URL=\(quoted(endpoints.databaseURL))")
    print("export REDIS_URL=\(quoted(endpoints.redisURL))")
    print("export KAFKA_BROKERS=\(quoted(endpoints.kafkaBrokers))")
  }

  /// In single quotes, as every POSIX shell reads it.
  private func quoted(_ text: String) -> String {
    "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: #"'\''"#) + "'"
  }
}

/// `dogear keys`: what the client's keys do.
struct KeysCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "keys",
    abstract: "Print what the client's keys do, or a file to change them with.",
    examples: [
      CommandExample("dogear keys", "The same as the client's help."),
      CommandExample("dogear keys --form ini > keys.ini", "A file for `dogear chat --keys`."),
      CommandExample("dogear keys --form theme > theme.ini", "A file for `dogear chat --theme`."),
    ])

  /// What to print.
  enum Form: String, CaseIterable, ExpressibleByArgument {
    case markdown, short, ini, theme
  }

  @Option(help: "A table of all keys, one of the most important, a file of keys, or a file of colours.")
  var form: Form = .markdown

  func run() {
    switch form {
    case .short: print(KeyMap.standard.shortMarkdownTable, terminator: "")
    case .markdown: print(KeyMap.standard.markdownTable, terminator: "")
    case .ini: print(KeyMapFile.example, terminator: "")
    case .theme: print(ThemeFile.example, terminator: "")
    }
  }
}
