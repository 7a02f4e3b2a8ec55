/// A mistake in a file of conversations.
public struct ConversationError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong.
  public enum Problem: Hashable, Sendable {
    /// The line is none of the forms there are.
    case notALine(String)
    /// A scene begins before `channels:` said where.
    case noChannels
    /// A message stands outside of a scene.
    case noScene
    /// A scene has no messages.
    case emptyScene
    /// A continuation stands where no message is.
    case nothingToContinue
    /// A word list is empty, has an empty or overlong word, or its name is not two or more lower-case letters.
    case badWords(String)
    /// A text names a word list that its file does not have above it.
    case unknownWords(String)
    /// There is no such channel.
    case unknownChannel(String)
    /// The speaker is no member of the channel.
    case notAMember(String, channel: String)
    /// A text mentions somebody who does not exist.
    case unknownMention(String)
    /// More roles than the channel has people for.
    case tooManyRoles(Int, channel: String)
    /// The demo user speaks outside of direct chats.
    case meSpeaks
    /// A message may become longer than `EventFormat.mostBodyBytes`.
    case tooLong(bytes: Int)
  }

  /// The name of the file.
  public let file: String
  /// The line, from 1.
  public let line: Int
  /// What is wrong there.
  public let problem: Problem

  init(file: String, line: Int, _ problem: Problem) {
    self.file = file
    self.line = line
    self.problem = problem
  }

  /// `general.txt:12: a message outside of a scene; begin one with "== title"`.
  public var description: String { "\(file):\(line): \(problem.description)" }
}

extension ConversationError.Problem: CustomStringConvertible {
  /// What is wrong, and what to do about it.
  public var description: String {
    switch self {
    case .notALine(let text):
      "\(text.debugDescription) is neither \"speaker: text\", \"== title\", \"channels:\" nor \"words name:\""
    case .noChannels: "a scene before any \"channels:\" line, so nobody knows where to play it"
    case .noScene: "a message outside of a scene; begin one with \"== title\""
    case .emptyScene: "a scene without messages; write some or remove it"
    case .nothingToContinue: "an indented line continues a message, but there is none above"
    case .badWords(let name):
      "the word list \(name.debugDescription) must be named in two or more letters a-z and have words of 1 to "
        + "\(Script.mostGapBytes) bytes, separated by |"
    case .unknownWords(let name): "{\(name)} has no word list; add \"words \(name): … | …\" above"
    case .unknownChannel(let name): "there is no channel \(name.debugDescription)"
    case .notAMember(let user, let channel): "\(user) is not a member of \(channel) and cannot speak there"
    case .unknownMention(let user): "there is no user \(user.debugDescription) to mention"
    case .tooManyRoles(let count, let channel): "\(count) roles are more than \(channel) has people for"
    case .meSpeaks: "{me} can speak in direct chats only: elsewhere the demo user is a person"
    case .tooLong(let bytes): "the message may become \(bytes) bytes long; split it"
    }
  }
}
