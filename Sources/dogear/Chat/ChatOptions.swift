import ChatModel

/// Who opens the client, and how it is to look and behave.
struct ChatOptions: Sendable {
  let user: UserID
  /// The channel to begin in; else the topmost of the list.
  var channel: ChannelID?
  let screen: ScreenOptions
  let script: ScriptOptions
  /// Where a crash sends its reader.
  let log: String
}
