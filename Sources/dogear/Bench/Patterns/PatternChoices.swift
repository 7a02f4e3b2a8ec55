import Arguments
import Patterns

/// A list of patterns on the command line: letters parted by commas.
struct PatternList: ExpressibleByArgument {
  let patterns: [Pattern]

  static let all = PatternList(patterns: Pattern.allCases)

  init(patterns: [Pattern]) {
    self.patterns = patterns
  }

  init?(argument: String) {
    let names = argument.split(separator: ",", omittingEmptySubsequences: false)
    let patterns = names.compactMap { Pattern(rawValue: $0.uppercased()) }
    guard patterns.count == names.count, Set(patterns).count == patterns.count else { return nil }
    self.init(patterns: patterns)
  }

  var defaultValueDescription: String { patterns.map(\.rawValue).joined(separator: ",") }
  static var formatHint: String? { "letters of A, B, C and D, parted by commas" }
}

/// One workload, or all.
struct WorkloadChoice: ExpressibleByArgument {
  let kinds: [Workload.Kind]

  static let all = WorkloadChoice(kinds: [.distinct, .scrolling, .burst])

  init(kinds: [Workload.Kind]) {
    self.kinds = kinds
  }

  init?(argument: String) {
    if argument == "all" {
      self = .all
    } else if let kind = Workload.Kind(rawValue: argument) {
      self.init(kinds: [kind])
    } else {
      return nil
    }
  }

  var defaultValueDescription: String { kinds.count > 1 ? "all" : kinds.map(\.rawValue).joined() }
  static var allValueStrings: [String] { Workload.Kind.allCases.map(\.rawValue) + ["all"] }
}
