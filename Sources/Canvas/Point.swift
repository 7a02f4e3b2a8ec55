/// A place on the grid; zero is the upper left cell.
public struct Point: Hashable, Sendable {
  /// The column.
  public var x: Int
  /// The row.
  public var y: Int

  /// A place at a column and a row.
  public init(x: Int, y: Int) {
    self.x = x
    self.y = y
  }

  /// The upper left cell.
  public static let zero = Point(x: 0, y: 0)
}
