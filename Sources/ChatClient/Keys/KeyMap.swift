import Canvas

/// The keys: one table that input, the help and the manual are made from.
public enum KeyMap {
  /// The table as Markdown, a section per mode: for the manual.
  public static var markdownTable: String {
    Mode.allCases.map { mode in
      let rows = rows(of: mode).map {
        "| \($0.keys.map { "`\($0)`" }.joined(separator: " ")) | \($0.help) |\n"
      }
      return "### \(mode.rawValue)\n\n| Key | What it does |\n|---|---|\n" + rows.joined()
    }.joined(separator: "\n")
  }

  /// What a key does in a mode; nil if nothing.
  static func action(for key: Key, in mode: Mode) -> Action? {
    lookup[mode]?[key]
  }

  /// The labels of the keys of a mode, and what they do: one row for each action.
  static func rows(of mode: Mode) -> [(keys: [String], help: String)] {
    var rows: [(keys: [String], help: String)] = []
    for binding in bindings where binding.modes.contains(mode) {
      let labels = binding.keys.map(\.label)
      if let index = rows.firstIndex(where: { $0.help == binding.help }) {
        rows[index].keys += labels
      } else {
        rows.append((labels, binding.help))
      }
    }
    return rows
  }

  private static let lookup: [Mode: [Key: Action]] = {
    var table: [Mode: [Key: Action]] = [:]
    for binding in bindings {
      for mode in binding.modes {
        for key in binding.keys { table[mode, default: [:]][key] = binding.action }
      }
    }
    return table
  }()
}
