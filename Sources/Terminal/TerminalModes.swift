/// The control sequences that ncurses does not send; see "XTerm Control Sequences" by Thomas Dickey, and for the order of
/// text, BDSM, "BiDi in Terminal Emulators" by Egmont Koblinger.
///
/// Terminals that do not know one ignore it.
enum TerminalModes {
  /// Bracketed paste and focus reports on; the title saved; text left in the order it is sent in.
  static let enter = "\u{1B}[?2004h\u{1B}[?1004h\u{1B}[22;2t\u{1B}[8l"
  /// All of them off; the title back; text from right to left put in order again.
  static let leave = mouseOff + "\u{1B}[?1004l\u{1B}[?2004l\u{1B}[23;2t\u{1B}[8h"
  /// Presses, releases and the wheel, with coordinates of any size.
  static let mouseOn = "\u{1B}[?1000h\u{1B}[?1006h"
  static let mouseOff = "\u{1B}[?1006l\u{1B}[?1000l"

  /// Puts a text on the clipboard (OSC 52), where the terminal allows it.
  static func clipboard(_ base64: String) -> String { "\u{1B}]52;c;\(base64)\u{1B}\\" }

  static func title(_ text: String) -> String { "\u{1B}]2;\(text)\u{1B}\\" }

  /// A terminfo string without its padding, such as `$<5>`: only ncurses can wait.
  static func withoutPadding(_ capability: String) -> String {
    var rest = capability[...]
    var text = ""
    while let start = rest.firstRange(of: "$<"), let end = rest[start.upperBound...].firstIndex(of: ">") {
      text += rest[..<start.lowerBound]
      rest = rest[rest.index(after: end)...]
    }
    return text + rest
  }
}
