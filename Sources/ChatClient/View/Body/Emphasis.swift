import Canvas

/// Pairs the marks of a line: each closing one with the last open one of its sign.
///
/// What stands open between the two stays as it is written. Marks share the look of what they embrace.
enum Emphasis {
  /// What is added to the look of each token.
  /// - Complexity: O(*n*)
  static func attributes(of tokens: [InlineToken]) -> [Style.Attributes] {
    var depths: [EmphasisMark.Sign: Int] = [:]
    let pairs = pairs(in: tokens)
    return tokens.indices.map { index in
      guard case .mark(let mark) = tokens[index].kind else { return attributes(depths) }
      if pairs.openings.contains(index) { depths[mark.sign, default: 0] += 1 }
      defer { if pairs.closings.contains(index) { depths[mark.sign, default: 0] -= 1 } }
      return attributes(depths)
    }
  }

  private static func pairs(in tokens: [InlineToken]) -> (openings: Set<Int>, closings: Set<Int>) {
    var open: [EmphasisMark.Sign: Int] = [:]
    var openings: Set<Int> = []
    var closings: Set<Int> = []
    for (index, token) in tokens.enumerated() {
      guard case .mark(let mark) = token.kind else { continue }
      if mark.closes, let opening = open[mark.sign] {
        openings.insert(opening)
        closings.insert(index)
        open = open.filter { $0.value < opening }
      } else if mark.opens {
        open[mark.sign] = index
      }
    }
    return (openings, closings)
  }

  private static func attributes(_ depths: [EmphasisMark.Sign: Int]) -> Style.Attributes {
    var attributes: Style.Attributes = []
    if depths[.asterisk, default: 0] + depths[.underscore, default: 0] > 0 { attributes.insert(.italic) }
    if depths[.asterisks, default: 0] > 0 { attributes.insert(.bold) }
    return attributes
  }
}
