/// Makes text from elsewhere harmless to a terminal and to the layout.
///
/// - Escape sequences are removed as a whole: CSI, OSC, DCS, SOS, PM, APC and the short ones, in their 7-bit and 8-bit
///   forms. One that does not end is taken to end with the line, or after 1,024 scalars.
/// - Control characters, bidirectional controls, tags and other invisible format characters are removed. The joiners
///   and variation selectors stay, since text and emoji need them.
/// - A tab becomes four spaces; CR, NEL and the line and paragraph separators count as line ends.
/// - At most eight marks stay on a scalar; a non-character becomes U+FFFD.
///
/// The result is the same if it is sanitised again. Time is linear in the length of the text.
public enum Sanitizer {
  /// One line of harmless text: line ends become spaces.
  /// - Parameter limit: The most scalars kept; a longer text ends with `…`.
  public static func line(_ text: String, limit: Int = 4_096) -> String {
    sanitize(text, newline: " ", limit: limit)
  }

  /// Harmless text that keeps its line ends, as `\n`.
  /// - Parameter limit: The most scalars kept; a longer text ends with `…`.
  public static func text(_ text: String, limit: Int = 65_536) -> String {
    sanitize(text, newline: "\n", limit: limit)
  }

  private static func sanitize(_ text: String, newline: Unicode.Scalar, limit: Int) -> String {
    // Most text is printable ASCII and nothing else.
    if text.utf8.count <= limit, text.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) { return text }
    var writer = SanitizedWriter(newline: newline, limit: max(0, limit))
    var filter = EscapeFilter()
    for scalar in text.unicodeScalars where filter.passes(scalar) {
      writer.add(scalar)
      if writer.isFull { break }
    }
    return writer.text
  }
}
