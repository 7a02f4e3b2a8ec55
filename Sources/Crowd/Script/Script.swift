import ChatModel

/// All conversations of the crowd, checked against the world that they are to be played in.
///
/// A file looks like this:
///
///     # A comment.
///     channels: incidents backend
///     words service: search | billing | uploads
///
///     == a title, for whoever edits the file
///     pager: {service}: error rate 3 %
///     {a}: on it
///     {b}: @{me} can you confirm from your side?
///       A line that is indented by two spaces continues the message.
///
/// `channels:` says where the scenes below it are played; `direct` stands for any direct chat. A speaker is a handle,
/// or a role, one letter in braces, that a regular is cast in anew each time. In texts `{me}` is the demo user,
/// `{a}` the user in that role, and `{service}` one of the words of that list, the same throughout a scene. In direct
/// chats `{me}` can speak, too; such a scene is told as history only.
public struct Script: Sendable {
  let scenes: [Scene]

  /// The longest word of a list and the longest handle, in bytes: no gap is filled with more.
  static let mostGapBytes = 64

  /// Reads and checks files.
  /// - Parameters:
  ///   - files: The text of each file by its name.
  ///   - world: Where the scenes are to be played: every channel, speaker and mention must exist there.
  /// - Throws: `ConversationError` for the first mistake, in order of the names.
  public init(files: [String: String], world: World) throws(ConversationError) {
    var scenes: [Scene] = []
    for (name, text) in files.sorted(by: { $0.key < $1.key }) {
      var parser = ScriptParser(file: name)
      scenes += try parser.parse(text)
    }
    let check = ScriptCheck(world: world)
    for scene in scenes {
      try check.check(scene)
    }
    self.scenes = scenes
  }
}
