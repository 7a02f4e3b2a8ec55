/// What keys mean at the moment.
enum Mode: Int, CaseIterable, Sendable {
  /// Single keys are commands.
  case browse
  /// Characters go into the message.
  case write
  /// Characters go into the name that is looked for.
  case find
  /// Characters narrow the list of channels.
  case filter
  /// Characters go into the words that are searched for.
  case search
  /// The list of keys is shown.
  case help

  /// What stands above its keys in the help.
  var title: String {
    switch self {
    case .browse: "Browsing"
    case .write: "Writing"
    case .find: "Finding a channel"
    case .filter: "Filtering the list"
    case .search: "Searching messages"
    case .help: "Help"
    }
  }

  /// Its name in a key-map file.
  var name: String {
    switch self {
    case .browse: "browse"
    case .write: "write"
    case .find: "find"
    case .filter: "filter"
    case .search: "search"
    case .help: "help"
    }
  }
}
