import Arguments

/// Numbers on the command line, parted by commas: `10,100,1000`.
struct CountList: ExpressibleByArgument {
  let counts: [Int]

  init(_ counts: Int...) {
    self.counts = counts
  }

  init?(argument: String) {
    let words = argument.split(separator: ",", omittingEmptySubsequences: false)
    counts = words.compactMap { Int($0) }
    guard counts.count == words.count, Set(counts).count == counts.count else { return nil }
  }

  var words: String { counts.map(String.init).joined(separator: ",") }
  var defaultValueDescription: String { words }
  static var formatHint: String? { "different numbers parted by commas, such as 10,100,1000" }
}

/// Refuses sizes that nobody can measure.
func check(_ option: String, _ values: [Int], in bounds: ClosedRange<Int>) throws {
  guard values.allSatisfy(bounds.contains) else {
    throw ValidationError("--\(option) must be \(bounds.lowerBound) to \(bounds.upperBound)")
  }
}
