import Canvas

/// The completion of a word that was begun: all that it can become, taken in turn.
struct Completion: Equatable, Sendable {
  /// The most candidates that are kept.
  static let most = 50

  let candidates: [String]
  private(set) var index = 0

  /// - Parameters:
  ///   - word: What was typed, with its sign: `@bo`.
  ///   - names: What there is, with signs, the likeliest first.
  init?(_ word: String, among names: some Sequence<String>) {
    let start = word.lowercased()
    candidates = Array(names.lazy.filter { $0.hasPrefix(start) }.prefix(Self.most))
    if candidates.isEmpty { return nil }
  }

  var current: String { candidates[index] }

  /// Goes on to the next one, round the end.
  mutating func advance() {
    index = (index + 1) % candidates.count
  }
}
