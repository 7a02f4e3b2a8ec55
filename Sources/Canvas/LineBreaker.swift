/// Decides where lines of text are broken, from the widths and kinds of its graphemes alone.
struct LineBreaker {
  struct Unit {
    enum Kind { case word, space, wide, newline }

    private let columns: Int32
    let kind: Kind

    var width: Int { Int(columns) }

    init(_ character: Character) {
      if let ascii = character.asciiValue, ascii >= 0x20 && ascii < 0x7F {
        self.init(ascii: ascii)
        return
      }
      let width = TextWidth.width(character)
      self.init(width, character.isNewline ? .newline : width == 2 ? .wide : .word)
    }

    /// A letter beyond ASCII.
    init(_ cluster: Cluster) {
      self.init(cluster.width, cluster.width == 2 ? .wide : .word)
    }

    /// A printable ASCII character.
    init(ascii byte: UInt8) {
      self.init(1, byte == 0x20 ? .space : .word)
    }

    private init(_ width: Int, _ kind: Kind) {
      columns = Int32(clamping: width)
      self.kind = kind
    }
  }

  struct Line {
    /// All units of the line but the one that ended it.
    let range: Range<Int>
    /// Those units of it that are shown.
    let shown: Range<Int>
  }

  /// Stands for a grapheme wider than a whole line; one column.
  static let placeholder = "□"

  let firstWidth: Int
  let width: Int
  /// Whether spaces at the end of a line are shown, and wrapped like a word: an editor needs each of them.
  var keepsSpaces = false

  /// The lines; at least one.
  /// - Complexity: O(*n*): what is moved to the next line is looked at again, and is less than a line.
  func lines(_ units: [Unit]) -> [Line] {
    var lines: [Line] = []
    var start = 0
    repeat {
      let end = lineEnd(units, from: start, limit: lines.isEmpty ? firstWidth : width)
      lines.append(Line(range: start..<end, shown: shown(start..<end, of: units)))
      if end == units.count { return lines }
      start = units[end].kind == .newline ? end + 1 : end
    } while true
  }

  /// The end of the line that starts at a unit: at a line end, the last place to break before the limit, or the limit.
  private func lineEnd(_ units: [Unit], from start: Int, limit: Int) -> Int {
    var column = 0
    var breakAt: Int?
    for index in start..<units.count {
      let unit = units[index]
      if unit.kind == .newline { return index }
      if unit.kind == .wide && index > start { breakAt = index }
      let hangs = unit.kind == .space && !keepsSpaces
      column += fitted(unit, limit)
      if column > limit && !hangs { return breakAt ?? index }
      if unit.kind == .space || unit.kind == .wide { breakAt = index + 1 }
    }
    return units.count
  }

  /// The columns of a unit on a line of this width; one for a placeholder.
  func fitted(_ unit: Unit, _ limit: Int) -> Int {
    unit.width > limit ? 1 : unit.width
  }

  private func shown(_ range: Range<Int>, of units: [Unit]) -> Range<Int> {
    if keepsSpaces { return range }
    let end = units[range].lastIndex { $0.kind != .space }.map { $0 + 1 } ?? range.lowerBound
    return range.lowerBound..<end
  }
}
