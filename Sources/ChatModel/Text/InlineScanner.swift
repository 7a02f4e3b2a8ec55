/// Splits a line of a message into code, links, names, marks and plain text; of what overlaps, the first counts.
public struct InlineScanner {
  private static let mostTicks = 3

  private let text: BodyText
  private let line: Range<Int>
  private let names: NameFinder
  private var tokens: [InlineToken] = []
  /// Where the plain text begins that is not a token yet.
  private var plainStart: Int
  /// The numbers of backticks that are known not to come any more.
  private var missingTicks: Set<Int> = []

  /// Looks at one line of a text.
  public init(_ text: BodyText, _ line: Range<Int>) {
    self.text = text
    self.line = line
    names = NameFinder(text: text, line: line)
    plainStart = line.lowerBound
  }

  /// The tokens; together they are the line.
  /// - Complexity: O(*n*)
  public mutating func scan() -> [InlineToken] {
    var offset = line.lowerBound
    while offset < line.upperBound {
      let (token, next) = found(at: offset)
      if let token { add(token) }
      offset = next
    }
    addPlain(upTo: line.upperBound)
    return tokens
  }

  /// What there is at a place, and where to go on.
  private mutating func found(at offset: Int) -> (InlineToken?, next: Int) {
    switch text.bytes[offset] {
    case UInt8(ascii: "`"): return code(at: offset)
    case UInt8(ascii: "*"), UInt8(ascii: "_"):
      let run = offset..<text.endOfRun(at: offset, before: line.upperBound)
      let mark = EmphasisMark(text, run, in: line)
      return (mark.map { InlineToken(kind: .mark($0), range: run) }, run.upperBound)
    case UInt8(ascii: "@"), UInt8(ascii: "#"):
      let name = names.name(at: offset)
      return (name, name?.range.upperBound ?? offset + 1)
    case UInt8(ascii: ":"):
      let candidate = LinkCandidate(text, colon: offset, within: plainStart..<line.upperBound)
      return (candidate?.token, candidate?.next ?? offset + 1)
    default: return (nil, offset + 1)
    }
  }

  /// Code between backticks, as many on both sides.
  private mutating func code(at start: Int) -> (InlineToken?, next: Int) {
    let contentStart = text.endOfRun(at: start, before: line.upperBound)
    let ticks = contentStart - start
    guard ticks <= Self.mostTicks && !missingTicks.contains(ticks) else { return (nil, contentStart) }
    guard let close = closingTicks(ticks, from: contentStart) else {
      missingTicks.insert(ticks)
      return (nil, contentStart)
    }
    let hasContent = text.bytes[contentStart..<close].contains { $0 != 0x20 }
    let end = close + ticks
    let isWhole = text.scalar(at: end, before: line.upperBound)?.joinsPrevious != true
    return (hasContent && isWhole ? InlineToken(kind: .code, range: start..<end) : nil, end)
  }

  private func closingTicks(_ ticks: Int, from start: Int) -> Int? {
    var offset = start
    while let tick = text.bytes[offset..<line.upperBound].firstIndex(of: UInt8(ascii: "`")) {
      offset = text.endOfRun(at: tick, before: line.upperBound)
      if offset - tick == ticks { return tick }
    }
    return nil
  }

  private mutating func add(_ token: InlineToken) {
    addPlain(upTo: token.range.lowerBound)
    tokens.append(token)
    plainStart = token.range.upperBound
  }

  private mutating func addPlain(upTo end: Int) {
    if plainStart < end { tokens.append(InlineToken(kind: .text, range: plainStart..<end)) }
  }
}

/// Finds the names in a line: people's, everyone's, and channels'.
struct NameFinder {
  let text: BodyText
  let line: Range<Int>

  /// The name that a `@` or `#` begins, if it does.
  func name(at sign: Int) -> InlineToken? {
    if text.base(before: sign, after: line.lowerBound)?.isPartOfWord == true { return nil }
    let end = endOfWord(from: sign + 1)
    guard end > sign + 1 else { return nil }
    let range = sign..<end
    guard text.bytes[sign] == UInt8(ascii: "@") else { return InlineToken(kind: .channel, range: range) }
    let handle = handle(in: text.bytes[sign + 1..<end])
    if handle == "channel" { return InlineToken(kind: .everyone, range: range) }
    return UserID(handle).map { InlineToken(kind: .user($0), range: range) }
  }

  /// The longest handle that a word begins with, in lower case: `@Alice` at the start of a sentence means `alice` as well.
  private func handle(in bytes: ArraySlice<UInt8>) -> String {
    var word = bytes.prefix(33).map { $0 >= 65 && $0 <= 90 ? $0 + 32 : $0 }.prefix { Handle.isInner($0) }
    while let last = word.last, !Handle.isAlphanumeric(last) { word.removeLast() }
    return String(decoding: word, as: UTF8.self)
  }

  /// Hyphens and underscores belong to a word if a letter or number follows.
  private func endOfWord(from start: Int) -> Int {
    guard text.scalar(at: start, before: line.upperBound)?.joinsPrevious == false else { return start }
    var end = start
    var offset = start
    while let scalar = text.scalar(at: offset, before: line.upperBound) {
      offset += scalar.utf8.count
      if scalar.isPartOfWord {
        end = offset
      } else if scalar != "-" && scalar != "_" {
        break
      }
    }
    return end
  }
}
