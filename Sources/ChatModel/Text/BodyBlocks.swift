/// The lines of a message's text, in blocks: fenced code, quoted lines, and all others.
///
/// A fence is a line of three or more backticks, at the beginning perhaps with the name of a language; it is closed by
/// at least as many, or by the end. One around nothing is text.
public struct BodyBlocks: Sequence, IteratorProtocol {
  /// Lines of one kind.
  public struct Block {
    /// What the lines are.
    public enum Kind: Sendable { case text, quote, code }

    /// What they are.
    public let kind: Kind
    /// The bytes of the lines to show, without line ends.
    public let lines: ArraySlice<Range<Int>>
  }

  private let text: BodyText
  private var rest: ArraySlice<Range<Int>>

  /// Splits a text.
  public init(_ text: BodyText) {
    self.text = text
    rest =
      text.bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .map(\.indices)[...]
  }

  /// The next block.
  public mutating func next() -> Block? {
    guard let first = rest.first else { return nil }
    if let ticks = openingFence(first), let code = takeCode(ticks) { return code }
    defer { rest = rest.dropFirst() }
    return Block(kind: isQuoted(first) ? .quote : .text, lines: rest.prefix(1))
  }

  private mutating func takeCode(_ ticks: Int) -> Block? {
    let below = rest.dropFirst()
    let lines = below.prefix { !closes($0, ticks) }
    guard lines.contains(where: { !isBlank($0) }) else { return nil }
    rest = below.dropFirst(lines.count + 1)
    return Block(kind: .code, lines: lines)
  }

  /// The number of backticks of a line that can begin code.
  private func openingFence(_ line: Range<Int>) -> Int? {
    let start = firstLetter(line)
    guard text.has("`", at: start, before: line.upperBound) else { return nil }
    let end = text.endOfRun(at: start, before: line.upperBound)
    let word = end..<(text.bytes[end..<line.upperBound].lastIndex { $0 != 0x20 } ?? end - 1) + 1
    return end - start >= 3 && isLanguage(word) ? end - start : nil
  }

  private func closes(_ line: Range<Int>, _ ticks: Int) -> Bool {
    let start = firstLetter(line)
    guard text.has("`", at: start, before: line.upperBound) else { return false }
    let end = text.endOfRun(at: start, before: line.upperBound)
    return end - start >= ticks && isBlank(end..<line.upperBound)
  }

  /// Nothing, or a word such as `swift`, `c++` or `objective-c`.
  private func isLanguage(_ word: Range<Int>) -> Bool {
    word.count <= 20
      && text.bytes[word].allSatisfy { byte in
        let scalar = Unicode.Scalar(byte)
        return scalar.isASCII && (scalar.isPartOfWord || "+-#._".unicodeScalars.contains(scalar))
      }
  }

  /// Whether a line begins with `>`, or several, and a space; faces such as `>:(` do not.
  private func isQuoted(_ line: Range<Int>) -> Bool {
    guard text.has(">", at: line.lowerBound, before: line.upperBound) else { return false }
    let end = text.endOfRun(at: line.lowerBound, before: line.upperBound)
    return end == line.upperBound || text.bytes[end] == 0x20
  }

  private func isBlank(_ range: Range<Int>) -> Bool { firstLetter(range) == range.upperBound }

  private func firstLetter(_ range: Range<Int>) -> Int {
    text.bytes[range].firstIndex { $0 != 0x20 } ?? range.upperBound
  }
}
