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
