/// What a line of input asks for.
enum LinearCommand: Equatable, Sendable {
  /// Nothing but attention: the line is empty.
  case nothing
  /// To send a text.
  case send(String)
  /// To do something, with what stands after it.
  case verb(LinearVerb, String)
  /// Something that cannot be, and why.
  case wrong(String)

  /// - Parameter line: Without its line end.
  init(_ line: String) {
    guard line.contains(where: { !$0.isWhitespace }) else {
      self = .nothing
      return
    }
    guard line.unicodeScalars.first == "/" else {
      self = .send(line)
      return
    }
    let rest = line.unicodeScalars.dropFirst()
    if rest.first == "/" {
      self = .send(String(rest))
      return
    }
    let words = String(rest).split(
      maxSplits: 1, omittingEmptySubsequences: false, whereSeparator: \.isWhitespace)
    let name = String(words[0])
    guard let verb = LinearVerb(rawValue: name.lowercased()) else {
      self = .wrong(
        "unknown command /\(name); /help lists the commands, and // sends a line that begins with /")
      return
    }
    self = Self.checked(verb, words.count > 1 ? words[1].trimmed : "")
  }

  private static func checked(_ verb: LinearVerb, _ argument: String) -> LinearCommand {
    switch (verb.argument, argument.isEmpty) {
    case (nil, false):
      .wrong("nothing can stand after /\(verb.rawValue); // sends a line that begins with /")
    case (.some, true): .wrong("something is missing: \(verb.usage)")
    default: .verb(verb, argument)
    }
  }
}

extension StringProtocol {
  /// Without white space at its ends.
  var trimmed: String {
    let start = drop { $0.isWhitespace }
    let end = start.lastIndex { !$0.isWhitespace }
    return end.map { String(start[...$0]) } ?? ""
  }
}
