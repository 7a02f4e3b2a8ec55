import Canvas
import ChatModel

/// What the user is writing, one draft per channel, and what they have sent before.
struct Composer: Equatable, Sendable {
  /// The most texts that are remembered.
  static let mostSent = 100

  var editor = LineEditor()
  /// The completion under way; any other key ends it.
  private(set) var completion: Completion?
  private var drafts: [ChannelID: LineEditor] = [:]
  /// The oldest first.
  private var sent: [String] = []
  /// Where in `sent` the user is, and what they had written before they went there.
  private var recalled: Recall?

  private struct Recall: Equatable, Sendable {
    var index: Int
    let written: String
  }

  /// Puts the text away with the channel that is left, and takes out that of the one entered.
  mutating func move(from old: ChannelID?, to new: ChannelID) {
    if let old { drafts[old] = editor.isEmpty ? nil : editor }
    editor = drafts.removeValue(forKey: new) ?? LineEditor()
    completion = nil
    recalled = nil
  }

  /// The channels other than the open one with a text that is not sent.
  var channelsWithDrafts: Set<ChannelID> { Set(drafts.keys) }

  /// All texts that are not sent, by channel.
  func texts(open channel: ChannelID?) -> [ChannelID: String] {
    var texts = drafts.mapValues(\.text)
    if let channel, !editor.isEmpty { texts[channel] = editor.text }
    return texts
  }

  /// Puts a draft of the last run in its place; what was written since then stays.
  mutating func restore(_ text: String, in channel: ChannelID, open: ChannelID?) {
    if channel == open {
      if editor.isEmpty { editor.set(text) }
    } else if drafts[channel] == nil {
      drafts[channel] = LineEditor(text)
    }
  }

  /// The text has been sent.
  mutating func wasSent() {
    let text = editor.text
    if sent.last != text { sent.append(text) }
    if sent.count > Self.mostSent { sent.removeFirst() }
    recalled = nil
    editor.clear()
  }

  /// Shows what was sent before, or nothing if there is no more.
  mutating func older() {
    let index = (recalled?.index ?? sent.count) - 1
    guard sent.indices.contains(index) else { return }
    recalled = Recall(index: index, written: recalled?.written ?? editor.text)
    editor.set(sent[index])
  }

  /// Shows what was sent after that, and at last what was being written.
  mutating func newer() {
    guard let recall = recalled else { return }
    let index = recall.index + 1
    recalled = index < sent.count ? Recall(index: index, written: recall.written) : nil
    editor.set(index < sent.count ? sent[index] : recall.written)
  }

  /// Completes the word before the cursor, or takes the next candidate.
  /// - Parameter names: What there is for a word with this sign.
  /// - Returns: Whether there was something to complete.
  mutating func complete(_ names: (Character) -> [String]) -> Bool {
    if var completion {
      let old = completion.current + " "
      completion.advance()
      editor.replaceBeforeCursor(old.count, with: completion.current + " ")
      self.completion = completion
      return true
    }
    let word = editor.wordBeforeCursor
    guard let sign = word.first, let new = Completion(word, among: names(sign)) else { return false }
    editor.replaceBeforeCursor(word.count, with: new.current + " ")
    completion = new
    return true
  }

  mutating func endCompletion() {
    completion = nil
  }
}

/// The completion of a word that was begun: all that it can become, taken in turn.
struct Completion: Equatable, Sendable {
  /// The most candidates that are kept.
  static let most = 50

  let candidates: [String]
  private(set) var index = 0

  /// - Parameters:
  ///   - word: What was typed, with its sign: `@bo`.
  ///   - names: What there is, with signs, the likeliest first.
  init?(_ word: String, among names: some Sequence<String>) {
    let start = word.lowercased()
    candidates = Array(names.lazy.filter { $0.hasPrefix(start) }.prefix(Self.most))
    if candidates.isEmpty { return nil }
  }

  var current: String { candidates[index] }

  /// Goes on to the next one, round the end.
  mutating func advance() {
    index = (index + 1) % candidates.count
  }
}

extension LineEditor {
  /// Does what a key says.
  /// - Parameter width: The columns in which the text is shown, for moves by rows.
  /// - Returns: False for a move by rows that found no row.
  @discardableResult
  mutating func apply(_ edit: Action.Edit, width: Int) -> Bool {
    switch edit {
    case .left: moveLeft()
    case .right: moveRight()
    case .wordLeft: moveWordLeft()
    case .wordRight: moveWordRight()
    case .up: return moveUp(width: width)
    case .down: return moveDown(width: width)
    case .lineStart: moveToLineStart()
    case .lineEnd: moveToLineEnd()
    case .deleteBackward: deleteBackward()
    case .deleteForward: deleteForward()
    case .deleteWordBackward: deleteWordBackward()
    case .deleteWordForward: deleteWordForward()
    case .killToEnd: killToEnd()
    case .killToStart: killToStart()
    case .yank: yank()
    case .newline: insert("\n")
    }
    return true
  }
}
