import Canvas
import ChatModel

/// How messages become rows of a certain width.
struct MessageFormat: Equatable {
  /// Who reads.
  let user: UserID
  let width: Int
  let utcOffset: Int
  let keys: KeyMap
  let theme: SharedTheme

  /// The row or rows of a stored message.
  /// - Parameters:
  ///   - isContinued: Whether time and author stand above already.
  ///   - isFound: Whether it is the one that was searched for.
  func rows(of message: Message, isContinued: Bool, isFound: Bool = false) -> [StyledText] {
    if !message.kind.counts { return rows(of: ChannelLine(message), isMarked: isFound) }
    let styler = BodyStyler(user: user, theme: theme)
    var body = isFound ? StyledText("\(theme.symbols.open) ", style: theme.match) : StyledText()
    body.append(styler.style(message.body, base: isFound ? theme.match : theme.body))
    if message.kind == .edited { body.append(" (edited)", style: theme.hint) }
    let time = isContinued ? "" : LocalTime(message.sentAt, utcOffset: utcOffset).time
    return rows(time: time, author: isContinued ? nil : message.author, body: body)
  }

  /// The row or rows of what counts for nobody: quiet, and without a name in the margin.
  private func rows(of line: ChannelLine, isMarked: Bool) -> [StyledText] {
    let mark = isMarked ? "\(theme.symbols.open) " : ""
    let body = StyledText(mark + line.words, style: isMarked ? theme.match : theme.hint)
    return rows(time: LocalTime(line.time, utcOffset: utcOffset).time, author: nil, body: body)
  }

  /// The rows of one's own message that is not stored yet, with words for its state.
  func rows(of message: OutgoingMessage) -> [StyledText] {
    var body = StyledText(Sanitizer.text(message.event.body), style: theme.pending)
    switch message.state {
    case .sending: body.append("  sending\(theme.symbols.ellipsis)", style: theme.hint)
    case .accepted: body.append("  sent, not numbered yet", style: theme.hint)
    case .failed(let reason):
      let again = "\(keys.name(of: .retry)): again, \(keys.name(of: .discard)): give up"
      body.append("  not sent: \(Sanitizer.line(reason, limit: 200)) (\(again))", style: theme.failed)
    }
    return rows(time: "", author: message.event.author, body: body)
  }

  /// A line across the pane with words in its middle.
  func rule(_ words: String, style: Style) -> StyledText {
    let words = TextWidth.truncated(" \(words) ", to: width, ellipsis: theme.symbols.ellipsis)
    let left = (width - TextWidth.width(words)) / 2
    let right = width - TextWidth.width(words) - left
    let dash = theme.symbols.dash
    return StyledText(
      String(repeating: dash, count: left) + words + String(repeating: dash, count: right), style: style)
  }

  /// A remark under a message.
  func note(_ words: String, style: Style) -> StyledText {
    let indent = prefix(time: "", author: nil).hanging
    let text = TextWidth.truncated(words, to: width - indent, ellipsis: theme.symbols.ellipsis)
    return StyledText(String(repeating: " ", count: indent)) + StyledText(text, style: style)
  }

  private func rows(time: String, author: UserID?, body: StyledText) -> [StyledText] {
    let (prefix, indent, hanging) = prefix(time: time, author: author)
    return body.wrapped(width: width, indent: indent, hangingIndent: hanging).enumerated().map {
      index, line in
      let start = index == 0 ? prefix : StyledText(String(repeating: " ", count: line.indent))
      return start + VisualOrder.line(line.text)
    }
  }

  /// What stands before the text on its first row, its columns, and the indent of the others.
  private func prefix(time: String, author: UserID?) -> (StyledText, indent: Int, hanging: Int) {
    guard width >= 48 else { return inlinePrefix(time: time, author: author) }
    let column = width >= 72 ? 12 : 9
    let name = TextWidth.truncated(author?.rawValue ?? "", to: column - 1, ellipsis: theme.symbols.ellipsis)
    var prefix = StyledText(TextWidth.padded(time, to: 6), style: theme.time)
    prefix.append(TextWidth.padded(name, to: column), style: author.map(theme.author) ?? .plain)
    return (prefix, 6 + column, 6 + column)
  }

  private func inlinePrefix(time: String, author: UserID?) -> (StyledText, indent: Int, hanging: Int) {
    let hanging = width >= 24 ? 2 : 1
    guard let author else {
      return (StyledText(String(repeating: " ", count: hanging)), hanging, hanging)
    }
    var prefix = StyledText()
    if width >= 24 && !time.isEmpty { prefix.append("\(time) ", style: theme.time) }
    prefix.append(
      TextWidth.truncated(author.rawValue, to: max(1, width / 2), ellipsis: theme.symbols.ellipsis),
      style: theme.author(author))
    prefix.append(": ")
    let columns = min(prefix.width, max(0, width - 1))
    return (prefix.truncated(to: columns, ellipsis: ""), columns, hanging)
  }
}

/// What stands in a conversation and counts for nobody, in words: that somebody came or went, or what is left of a deleted
/// message.
struct ChannelLine: Equatable {
  /// The sentence.
  let words: String
  /// When it happened.
  let time: Timestamp

  init(_ message: Message) {
    time = message.sentAt
    words = Self.words(for: message)
  }

  private static func words(for message: Message) -> String {
    let (author, body) = (message.author, Sanitizer.line(message.body, limit: 200))
    return switch message.kind {
    case .text, .edited: body
    case .deleted: "message of \(author) deleted"
    case .created: message.channel.isDirect ? "\(author) started this chat" : "\(author) made this channel"
    case .joined: "\(author) joined"
    case .left: "\(author) left"
    case .invited: "\(author) invited \(body)"
    case .removed: "\(author) removed \(body)"
    case .topic: body.isEmpty ? "\(author) took the topic away" : "\(author) set the topic: \(body)"
    case .allowed: "\(author) set what one may do: \(body)"
    }
  }
}

/// Who has read the newest of one's own messages, in words.
struct SeenBy: Equatable, Sendable {
  /// How far back it is looked for.
  private static let reach = 200
  /// How many are named; the others are counted.
  private static let named = 2

  let seq: Seq
  /// The words, such as `seen by alice, bob +3`.
  let words: String

  /// Finds them; nil if there is no such message, or nobody has read it.
  init?(_ conversation: Conversation, user: UserID) {
    guard !conversation.positions.isEmpty,
      let message = conversation.window.messages.suffix(Self.reach).last(where: {
        $0.author == user && $0.kind.counts
      })
    else { return nil }
    let readers = conversation.positions.filter { $0.key != user && $0.value >= message.seq }.keys.sorted()
    guard !readers.isEmpty else { return nil }
    let others = readers.count - Self.named
    seq = message.seq
    words =
      "seen by \(readers.prefix(Self.named).map(\.rawValue).joined(separator: ", "))"
      + (others > 0 ? " +\(others)" : "")
  }
}
