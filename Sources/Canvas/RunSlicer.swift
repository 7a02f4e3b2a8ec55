/// Cuts pieces out of runs, from the first to the last.
struct RunSlicer {
  private let runs: [StyledText.Run]
  /// The run that the last piece ended in, and where it starts, in bytes of all runs together.
  private var index = 0
  private var start = 0

  init(_ runs: [StyledText.Run]) {
    self.runs = runs
  }

  /// The text of a range of bytes that starts no earlier than the one before.
  /// - Precondition: The range lies within the runs and ends between scalars.
  mutating func slice(_ bytes: Range<Int>) -> StyledText {
    var result = StyledText()
    var lower = bytes.lowerBound
    while lower < bytes.upperBound {
      let run = runs[index]
      let count = run.text.utf8.count
      if start + count <= lower {
        index += 1
        start += count
        continue
      }
      let upper = min(bytes.upperBound, start + count)
      let text = Self.part(run.text, lower - start..<upper - start, of: count)
      result.append(text, style: run.style, link: run.link)
      lower = upper
    }
    return result
  }

  private static func part(_ text: String, _ bytes: Range<Int>, of count: Int) -> String {
    if bytes.count == count { return text }
    let start = text.utf8.index(text.startIndex, offsetBy: bytes.lowerBound)
    return String(text[start..<text.utf8.index(start, offsetBy: bytes.count)])
  }
}
