extension Canvas {
  /// How many links were drawn, those drawn over included.
  public var linkCount: Int { targets.count }

  /// What a cell is linked to; nil for nothing, and outside the bounds.
  public func link(x: Int, y: Int) -> String? {
    guard !targets.isEmpty, bounds.contains(Point(x: x, y: y)) else { return nil }
    return target(rows[y].cells[x].link)
  }

  /// The linked stretches of a row, from left to right; neighbours that touch have different targets.
  /// - Precondition: The row lies within the bounds.
  /// - Complexity: O(1) on a canvas that no link was drawn on.
  public func links(row y: Int) -> [LinkedColumns] {
    if targets.isEmpty { return [] }
    var found: [LinkedColumns] = []
    for (x, cell) in row(y).enumerated() {
      guard let target = target(cell.link) else { continue }
      if let last = found.last, last.columns.upperBound == x, last.target == target {
        found[found.count - 1].columns = last.columns.lowerBound..<x + 1
      } else {
        found.append(LinkedColumns(columns: x..<x + 1, target: target))
      }
    }
    return found
  }

  /// The number for cells linked to a target; one line after the other of a wrapped link shares it.
  mutating func linkNumber(_ target: String?) -> UInt32 {
    guard let target else { return 0 }
    if targets.last != target { targets.append(target) }
    return UInt32(targets.count)
  }

  /// Whether a cell of this canvas and one of another lead to the same place.
  func hasSameLink(_ own: Cell, _ others: Cell, as other: Canvas) -> Bool {
    own.link | others.link == 0 || target(own.link) == other.target(others.link)
  }

  private func target(_ number: UInt32) -> String? {
    number == 0 ? nil : targets[Int(number) - 1]
  }
}
