/// Answers what programs ask their terminal at the start: where the cursor is (`ESC [ 6 n`) and what it is (`ESC [ c`).
///
/// A program that gets no answer may wait for one; see ECMA-48, DSR and DA. A question may come in pieces.
struct TerminalAnswers {
  private enum Progress {
    case none, escape, bracket, six
  }

  private static let cursor = Array("\u{1B}[1;1R".utf8)
  private static let device = Array("\u{1B}[?62;c".utf8)

  private var progress = Progress.none

  /// The bytes to send back for the next piece of output.
  mutating func answers(to output: some Sequence<UInt8>) -> [UInt8] {
    var answers: [UInt8] = []
    for byte in output {
      switch (progress, byte) {
      case (_, 0x1B): progress = .escape
      case (.escape, UInt8(ascii: "[")): progress = .bracket
      case (.bracket, UInt8(ascii: "6")): progress = .six
      case (.bracket, UInt8(ascii: "c")):
        answers += Self.device
        progress = .none
      case (.six, UInt8(ascii: "n")):
        answers += Self.cursor
        progress = .none
      default: progress = .none
      }
    }
    return answers
  }
}

/// What a program wrote to its terminal in a while.
struct HeardBytes {
  /// When the first bytes came.
  private(set) var first: ContinuousClock.Instant?
  /// When the last bytes came.
  private(set) var last: ContinuousClock.Instant?
  /// When the byte that was looked for came first.
  private(set) var echo: ContinuousClock.Instant?

  /// Notes output.
  mutating func note(_ output: ArraySlice<UInt8>, at time: ContinuousClock.Instant, echo wanted: UInt8?) {
    first = first ?? time
    last = time
    if echo == nil, let wanted, output.contains(wanted) { echo = time }
  }
}
