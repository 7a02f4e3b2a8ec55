/// Bytes of standard input as they come, and the lines in them.
///
/// What is no UTF-8 becomes U+FFFD; a line that is too long is dropped as a whole, in bounded memory.
public struct LineInput: Sendable {
  /// A line without its line end.
  public enum Line: Equatable, Sendable {
    case text(String)
    /// It had more than `limit` bytes.
    case tooLong
  }

  /// The most bytes of a line.
  public static let limit = 65_536

  private var pending: [UInt8] = []
  private var isTooLong = false

  /// Begins with an empty line.
  public init() {}

  /// Takes bytes in.
  /// - Returns: The lines that they complete.
  public mutating func take(_ bytes: some Collection<UInt8>) -> [Line] {
    var lines: [Line] = []
    var rest = bytes[...]
    while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
      add(rest[..<end])
      lines.append(takeLine())
      rest = rest[rest.index(after: end)...]
    }
    add(rest)
    return lines
  }

  /// The input has ended.
  /// - Returns: The last line, if it had no line end.
  public mutating func end() -> [Line] {
    pending.isEmpty && !isTooLong ? [] : [takeLine()]
  }

  private mutating func add(_ bytes: some Collection<UInt8>) {
    // A carriage return may still follow.
    if isTooLong || pending.count + bytes.count > Self.limit + 1 {
      isTooLong = true
      pending = []
    } else {
      pending += bytes
    }
  }

  private mutating func takeLine() -> Line {
    defer {
      pending = []
      isTooLong = false
    }
    if pending.last == UInt8(ascii: "\r") { pending.removeLast() }
    return isTooLong || pending.count > Self.limit
      ? .tooLong : .text(String(decoding: pending, as: UTF8.self))
  }
}
