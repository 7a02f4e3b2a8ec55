extension ScriptExpectation {
  private static let names = "one of text, no text, badge, total, open, title, pending"

  /// Reads what follows `expect`.
  init(_ line: inout ScriptLine) throws(ScriptError) {
    switch try line.word(Self.names) {
    case "text": self = .text(try line.shownText(), isShown: true)
    case "no":
      let noun = try line.word("text")
      guard noun == "text" else { throw line.error("no \(noun) cannot be expected", expected: "no text") }
      self = .text(try line.shownText(), isShown: false)
    case "badge": self = .badge(channel: try line.word("a channel such as #general or bob"), try line.badge())
    case "total": self = .total(try line.badge())
    case "open": self = .open(try line.word("a channel such as #general or bob"))
    case "title": self = .title(try line.shownText())
    case "pending": self = .pending(try line.count())
    case let name: throw line.error("\(name.scriptQuoted) cannot be expected", expected: Self.names)
    }
  }
}

extension ScriptLine {
  fileprivate mutating func shownText() throws(ScriptError) -> String {
    let text = try text("a text in quotes")
    if text.isEmpty { throw error("the text is empty", expected: "some of what is to be seen") }
    return text
  }

  fileprivate mutating func count() throws(ScriptError) -> ScriptCount {
    try value("a number such as 7, or 7+ for so many or more") { ScriptCount($0) }
  }

  fileprivate mutating func badge() throws(ScriptError) -> ScriptBadge {
    let unread = try count()
    if isAtEnd { return ScriptBadge(unread: unread, mentions: nil) }
    let mentions = try value("mentions such as @1 or @1+") { word in
      word.hasPrefix("@") ? ScriptCount(String(word.dropFirst())) : nil
    }
    return ScriptBadge(unread: unread, mentions: mentions)
  }
}
