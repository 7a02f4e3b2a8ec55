/// What keys mean at the moment.
enum Mode: String, CaseIterable, Sendable {
  /// Single keys are commands.
  case browse = "Browsing"
  /// Characters go into the message.
  case write = "Writing"
  /// Characters go into the name that is looked for.
  case find = "Finding a channel"
  /// The list of keys is shown.
  case help = "Help"
}
