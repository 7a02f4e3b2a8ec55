import Canvas
import ChatModel

/// What the user is writing, one draft per channel.
struct Composer: Equatable, Sendable {
  var editor = LineEditor()
  private var drafts: [ChannelID: LineEditor] = [:]

  /// Puts the text away with the channel that is left, and takes out that of the one entered.
  mutating func move(from old: ChannelID?, to new: ChannelID) {
    if let old { drafts[old] = editor.isEmpty ? nil : editor }
    editor = drafts.removeValue(forKey: new) ?? LineEditor()
  }

  func hasDraft(in channel: ChannelID) -> Bool {
    drafts[channel] != nil
  }
}
