import Testing

@testable import ChatClient

@Suite struct FuzzyMatchTests {
  @Test("letters in order match, others do not")
  func matching() {
    #expect(FuzzyMatch.score("gnl", in: "general") != nil)
    #expect(FuzzyMatch.score("GEN", in: "#general") != nil)
    #expect(FuzzyMatch.score("lng", in: "general") == nil)
    #expect(FuzzyMatch.score("", in: "general") != nil)
  }

  @Test("the better match has the higher score")
  func ranking() throws {
    let names = ["regressions", "a-general-view", "general-eu", "general"]
    let scored = try names.map { (name: $0, score: try #require(FuzzyMatch.score("ge", in: $0))) }
    let ranked = scored.sorted { $0.score > $1.score }.map(\.name)
    #expect(ranked == ["general", "general-eu", "a-general-view", "regressions"])
  }
}
