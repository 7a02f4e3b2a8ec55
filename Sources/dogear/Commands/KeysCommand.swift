import Arguments
import ChatClient

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
    case markdown, ini, theme
  }

  @Option(help: "A table, a file of keys, or a file of colours.")
  var form: Form = .markdown

  func run() {
    switch form {
    case .markdown: print(KeyMap.standard.markdownTable, terminator: "")
    case .ini: print(KeyMapFile.example, terminator: "")
    case .theme: print(ThemeFile.example, terminator: "")
    }
  }
}
