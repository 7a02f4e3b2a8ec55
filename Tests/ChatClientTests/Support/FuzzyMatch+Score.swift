@testable import ChatClient

extension FuzzyMatch {
  static func score(_ query: String, in name: String) -> Int? { FuzzyMatch(query).score(name) }
}
