/// What to answer to a person, by the words that were used.
struct ReplyBook: Sendable {
  /// Answers to messages that contain one of the keywords.
  struct Rule: Sendable {
    let keywords: Set<String>
    let answers: [String]
  }

  /// In order: the first that applies is used.
  let rules: [Rule]
  /// For what ends in a question mark.
  let toQuestions: [String]
  /// For what answers a question of the crowd.
  let toAnswers: [String]
  /// For everything else.
  let others: [String]

  /// Chooses an answer.
  /// - Parameter wasAsked: Whether the crowd had asked the author something.
  func answer(to text: String, wasAsked: Bool, using random: inout SplitMix) -> String {
    answers(to: text, wasAsked: wasAsked).randomElement(using: &random) ?? "👍"
  }

  private func answers(to text: String, wasAsked: Bool) -> [String] {
    let words = Set(text.lowercased().split { !$0.isLetter }.map(String.init))
    if wasAsked { return toAnswers }
    if let rule = rules.first(where: { !$0.keywords.isDisjoint(with: words) }) { return rule.answers }
    return text.contains { "?？".contains($0) } ? toQuestions : others
  }
}
