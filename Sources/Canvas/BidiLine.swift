/// A line of graphemes while the rules of UAX #9 find out their directions, in a paragraph from left to right.
struct BidiLine {
  /// The most brackets open at a time that are paired (BD16).
  private static let mostBrackets = 63

  private let scalars: [Unicode.Scalar]
  private var classes: [BidiClass]

  /// - Parameter scalars: The first of each grapheme.
  init(_ scalars: [Unicode.Scalar]) {
    self.scalars = scalars
    classes = scalars.map { BidiClass($0) }
  }

  /// The level of each grapheme: 0 for those from left to right, 1 for those from right to left, 2 for numbers in the
  /// midst of these.
  /// - Complexity: O(*n*)
  mutating func resolveLevels() -> [Int] {
    resolveNumbers()
    resolveSeparators()
    resolveTerminators()
    resolveNumbersAfterLetters()
    resolveBrackets()
    resolveNeutrals()
    return classes.map { $0 == .left ? 0 : $0 == .right ? 1 : 2 }
  }

  /// W2 and W3: numbers after Arabic letters are Arabic ones.
  private mutating func resolveNumbers() {
    var strong = BidiClass.left
    for index in classes.indices {
      switch classes[index] {
      case .left, .right: strong = classes[index]
      case .arabic:
        strong = .arabic
        classes[index] = .right
      case .europeanNumber where strong == .arabic: classes[index] = .arabicNumber
      default: break
      }
    }
  }

  /// W4, and W6 for what remains: a single separator between two numbers of a kind belongs to them.
  private mutating func resolveSeparators() {
    for index in classes.indices where classes[index] == .sign || classes[index] == .separator {
      let before = index > 0 ? classes[index - 1] : .neutral
      let after = index + 1 < classes.count ? classes[index + 1] : .neutral
      let isInNumber =
        before == after
        && (before == .europeanNumber || before == .arabicNumber && classes[index] == .separator)
      classes[index] = isInNumber ? before : .neutral
    }
  }

  /// W5, and W6 for what remains: terminators beside a European number belong to it.
  private mutating func resolveTerminators() {
    forEachStretch(of: .terminator) { before, after in
      before == .europeanNumber || after == .europeanNumber ? .europeanNumber : .neutral
    }
  }

  /// W7: European numbers after a letter from left to right go with it.
  private mutating func resolveNumbersAfterLetters() {
    var strong = BidiClass.left
    for index in classes.indices {
      switch classes[index] {
      case .left, .right: strong = classes[index]
      case .europeanNumber where strong == .left: classes[index] = .left
      default: break
      }
    }
  }

  /// N0: both brackets of a pair go the same way.
  private mutating func resolveBrackets() {
    let pairs = bracketPairs()
    if pairs.isEmpty { return }
    let lefts = counts { $0 == .left }
    let rights = counts(Self.countsAsRight)
    for (open, close) in pairs {
      if lefts[close] > lefts[open + 1] {
        (classes[open], classes[close]) = (.left, .left)
      } else if rights[close] > rights[open + 1] {
        let context = classes[..<open].last { $0 != .neutral } ?? .left
        let direction = Self.countsAsRight(context) ? BidiClass.right : .left
        (classes[open], classes[close]) = (direction, direction)
      }
    }
  }

  /// The pairs by BD16, in the order of their opening brackets.
  private func bracketPairs() -> [(open: Int, close: Int)] {
    var pairs: [(open: Int, close: Int)] = []
    var stack: [(closing: Unicode.Scalar, open: Int)] = []
    for (index, scalar) in scalars.enumerated() where classes[index] == .neutral {
      switch scalar {
      case "(", "[", "{":
        if stack.count == Self.mostBrackets { return [] }
        stack.append((scalar == "(" ? ")" : scalar == "[" ? "]" : "}", index))
      case ")", "]", "}":
        guard let match = stack.lastIndex(where: { $0.closing == scalar }) else { continue }
        pairs.append((stack[match].open, index))
        stack.removeSubrange(match...)
      default: continue
      }
    }
    return pairs.sorted { $0.open < $1.open }
  }

  /// How many of the graphemes before each one, and before the end, are such.
  private func counts(_ isCounted: (BidiClass) -> Bool) -> [Int] {
    var counts = [0]
    counts.reserveCapacity(classes.count + 1)
    for (index, one) in classes.enumerated() { counts.append(counts[index] + (isCounted(one) ? 1 : 0)) }
    return counts
  }

  /// N1 and N2: neutrals between two stretches from right to left join them; all others follow the paragraph.
  private mutating func resolveNeutrals() {
    forEachStretch(of: .neutral) { before, after in
      Self.countsAsRight(before) && Self.countsAsRight(after) ? .right : .left
    }
  }

  /// Replaces each longest stretch of a class, told what stands on both its sides: letters at the ends of the line.
  private mutating func forEachStretch(
    of kind: BidiClass, _ replacement: (BidiClass, BidiClass) -> BidiClass
  ) {
    var start = 0
    while let first = classes[start...].firstIndex(of: kind) {
      let end = classes[first...].firstIndex { $0 != kind } ?? classes.count
      let before = first > 0 ? classes[first - 1] : .left
      let after = end < classes.count ? classes[end] : .left
      let new = replacement(before, after)
      for index in first..<end { classes[index] = new }
      start = end
    }
  }

  private static func countsAsRight(_ one: BidiClass) -> Bool {
    one == .right || one == .europeanNumber || one == .arabicNumber
  }
}
