/// What keys mean at the moment.
enum Mode: String, CaseIterable, Sendable {
  /// Single keys are commands.
  case browse = "Browsing"
  /// Characters go into the message.
  case write = "Writing"
  /// Characters go into the name that is looked for.
  case find = "Finding a channel"
  /// Characters narrow the list of channels.
  case filter = "Filtering the list"
  /// Characters go into the words that are searched for.
  case search = "Searching messages"
  /// The list of keys is shown.
  case help = "Help"

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
