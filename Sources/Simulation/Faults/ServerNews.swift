/// What the logs of servers tell that a run counts.
public struct ServerNews: Sendable, Equatable {
  /// Messages that came again and were known by their client ids.
  public private(set) var repeated = 0
  /// Counts that were found wrong, and brought anew from the database.
  public private(set) var healed = 0

  /// Creates no news.
  public init() {}

  /// Takes in the lines at the beginning of a piece of a log.
  /// - Returns: How many bytes they are: what is beyond is a line that is still being written.
  public mutating func read(_ bytes: [UInt8]) -> Int {
    let newline = UInt8(ascii: "\n")
    guard let last = bytes.lastIndex(of: newline) else { return 0 }
    for line in bytes[..<last].split(separator: newline) { read(String(decoding: line, as: UTF8.self)) }
    return last + 1
  }

  private mutating func read(_ line: String) {
    if line.contains("messages: batch done") {
      repeated += line.firstMatch(of: /"repeated":"(\d+)"/).flatMap { Int($0.1) } ?? 0
    } else if line.contains("sample: a count was wrong") {
      healed += 1
    } else if line.contains("sample: as many more") {
      healed += line.firstMatch(of: /"count":"(\d+)"/).flatMap { Int($0.1) } ?? 0
    }
  }
}
