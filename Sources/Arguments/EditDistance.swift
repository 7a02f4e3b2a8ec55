/// The least number of insertions, deletions, replacements and swaps of neighbours that turn `first` into `second`.
///
/// The restricted Damerau-Levenshtein distance: no part is edited twice. Time is the product of the lengths.
func editDistance(_ first: String, _ second: String) -> Int {
  let (first, second) = (Array(first), Array(second))
  var beforeLast: [Int] = []
  var last = Array(0...second.count)
  for row in first.indices {
    var current = [row + 1]
    for column in second.indices {
      var least = min(
        last[column] + (first[row] == second[column] ? 0 : 1), last[column + 1] + 1, current[column] + 1)
      if row > 0, column > 0, first[row] == second[column - 1], first[row - 1] == second[column] {
        least = min(least, beforeLast[column - 1] + 1)
      }
      current.append(least)
    }
    (beforeLast, last) = (last, current)
  }
  return last[second.count]
}

/// The word that `typed` was probably meant to be: at most a third of it wrong, or cut short after two letters.
func nearest(to typed: String, among words: [String]) -> String? {
  let letters = typed.drop { $0 == "-" }.count
  let best = words.map { (word: $0, distance: editDistance(typed, $0)) }.min { $0.distance < $1.distance }
  if let best, best.distance <= max(1, letters / 3), best.distance < letters { return best.word }
  return letters < 2 ? nil : words.first { $0.hasPrefix(typed) }
}
