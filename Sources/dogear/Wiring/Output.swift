import Foundation

// What commands print, and how it is written.

/// Prints a line that is there at once, also in a file or a pipe.
func printAtOnce(_ line: String) {
  print(line)
  fflush(nil)
}

extension Duration {
  /// `1.3 s`.
  var inWords: String {
    let tenths = (self / .milliseconds(100)).rounded()
    return "\(Int(tenths) / 10).\(Int(tenths) % 10) s"
  }
}

extension String {
  /// The text with spaces up to a width in characters.
  func padding(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}

extension Encodable {
  /// One JSON object in one line, its keys in order, as programs read it.
  func jsonLine() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self)
  }
}
