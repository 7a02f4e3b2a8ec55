extension LineEditor {
  /// The text as rows, and the cursor on them.
  public struct Layout: Hashable, Sendable {
    /// The rows, at least one; each takes fewer columns than the width, so that the cursor fits behind it.
    public let rows: [String]
    /// The column and the row of the cursor.
    public let cursor: Point
  }

  /// Breaks the text into rows by words; in a width of 1 the cursor stands on the only column.
  public func layout(width: Int) -> Layout {
    if isSurelyOneRow(width: width), characters.allSatisfy(\.isASCII) {
      return Layout(rows: [text], cursor: Point(x: cursor, y: 0))
    }
    let arrangement = Arrangement(self, width: width)
    let rows = arrangement.lines.map { line in
      line.range.map { arrangement.isTooWide($0) ? LineBreaker.placeholder : String(characters[$0]) }.joined()
    }
    return Layout(rows: rows, cursor: arrangement.place(of: cursor, width: width))
  }

  /// Whether the text is seen to fit on one row without breaking it into rows: all of it ASCII, or half as long.
  /// - Complexity: O(width)
  public func isSurelyOneRow(width: Int) -> Bool {
    guard characters.count < width, !characters.contains(where: \.isNewline) else { return false }
    return characters.count * 2 < width || characters.allSatisfy(\.isASCII)
  }

  /// Moves the cursor a row up, keeping to its column.
  /// - Returns: False, with the cursor where it was, if it is on the first row.
  @discardableResult
  public mutating func moveUp(width: Int) -> Bool { moveRow(by: -1, width: width) }

  /// Moves the cursor a row down, keeping to its column.
  /// - Returns: False, with the cursor where it was, if it is on the last row.
  @discardableResult
  public mutating func moveDown(width: Int) -> Bool { moveRow(by: 1, width: width) }

  private mutating func moveRow(by rows: Int, width: Int) -> Bool {
    let arrangement = Arrangement(self, width: width)
    let place = arrangement.place(of: cursor, width: width)
    guard arrangement.lines.indices.contains(place.y + rows) else { return false }
    let column = goal ?? place.x
    cursor = arrangement.position(row: place.y + rows, column: column)
    goal = column
    return true
  }
}

/// The rows of an editor's text and the columns in them.
private struct Arrangement {
  let units: [LineBreaker.Unit]
  let lines: [LineBreaker.Line]
  let breaker: LineBreaker

  init(_ editor: LineEditor, width: Int) {
    let limit = max(1, width - 1)
    breaker = LineBreaker(firstWidth: limit, width: limit, keepsSpaces: true)
    units = editor.characters.map { LineBreaker.Unit($0) }
    lines = breaker.lines(units)
  }

  func isTooWide(_ index: Int) -> Bool { units[index].width > breaker.width }

  func place(of cursor: Int, width: Int) -> Point {
    let row = lines.lastIndex { $0.range.lowerBound <= cursor } ?? 0
    let column = units[lines[row].range.lowerBound..<cursor].reduce(0) {
      $0 + breaker.fitted($1, breaker.width)
    }
    return Point(x: min(column, max(0, width - 1)), y: row)
  }

  /// The last position on a row that is not right of a column.
  func position(row: Int, column: Int) -> Int {
    let range = lines[row].range
    var position = range.lowerBound
    var left = column
    while position < range.upperBound {
      left -= breaker.fitted(units[position], breaker.width)
      if left < 0 { break }
      position += 1
    }
    // The end of a row that was broken is the start of the next.
    let isBroken = row + 1 < lines.count && lines[row + 1].range.lowerBound == range.upperBound
    return isBroken ? min(position, range.upperBound - 1) : position
  }
}
