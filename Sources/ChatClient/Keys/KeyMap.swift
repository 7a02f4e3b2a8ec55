import Canvas

/// The keys: one table that input, the help and the manual are made from.
///
/// A name may stand in several bindings, for modes in which the same action has other keys.
public struct KeyMap: Sendable, Equatable {
  /// The keys as they come.
  public static let standard = KeyMap(standardBindings)

  /// The table.
  public private(set) var bindings: [KeyBinding]
  /// What actions are called in sentences where there are no keys.
  var words: [Action: String] = [:]
  /// One for each mode.
  private let tables: [[Key: Action]]

  /// Creates a map; of two bindings of one key in one mode the later one counts.
  init(_ bindings: [KeyBinding]) {
    self.bindings = bindings
    tables = Mode.allCases.map { mode in
      var table: [Key: Action] = [:]
      for binding in bindings where binding.modes.contains(mode) {
        for key in binding.keys { table[key] = binding.action }
      }
      return table
    }
  }

  /// The table as Markdown, a section per mode: for the manual.
  public var markdownTable: String { markdownTable(of: Mode.allCases) }

  /// The sections that a manual needs: what can be done while looking, and while writing.
  public var shortMarkdownTable: String { markdownTable(of: [.browse, .write, .select]) }

  private func markdownTable(of modes: [Mode]) -> String {
    modes.map { mode in
      let rows = rows(of: mode).map {
        "| \($0.keys.map { "`\($0)`" }.joined(separator: " ")) | \($0.help) |\n"
      }
      return "### \(mode.title)\n\n| Key | What it does |\n|---|---|\n" + rows.joined()
    }.joined(separator: "\n")
  }

  /// What a key does in a mode; nil if nothing.
  func action(for key: Key, in mode: Mode) -> Action? {
    tables[mode.rawValue][key]
  }

  /// The first key of an action in a mode, as people write it; nil if it has none.
  func label(of action: Action, in mode: Mode) -> String? {
    bindings.first { $0.action == action && $0.modes.contains(mode) && !$0.keys.isEmpty }?.keys.first?.label
  }

  /// The key of a command while browsing, for sentences; a dash if it has none.
  func name(of action: Action) -> String { words[action] ?? label(of: action, in: .browse) ?? "-" }

  /// The labels of the keys of a mode, and what they do: one row for each action.
  func rows(of mode: Mode) -> [(keys: [String], help: String)] {
    var rows: [(keys: [String], help: String)] = []
    for binding in bindings where binding.modes.contains(mode) && !binding.keys.isEmpty {
      let labels = binding.keys.map(\.label)
      if let index = rows.firstIndex(where: { $0.help == binding.help }) {
        rows[index].keys += labels
      } else {
        rows.append((labels, binding.help))
      }
    }
    return rows
  }
}

/// Keys that do the same.
public struct KeyBinding: Sendable, Equatable {
  /// What the action is called in a key-map file: `next-unread`.
  public let name: String
  /// The keys; none if the user took them away.
  public internal(set) var keys: [Key]
  let action: Action
  let modes: [Mode]
  /// One line for people.
  let help: String

  init(_ name: String, _ keys: [Key], _ action: Action, _ modes: [Mode], _ help: String) {
    self.name = name
    self.keys = keys
    self.action = action
    self.modes = modes
    self.help = help
  }
}
