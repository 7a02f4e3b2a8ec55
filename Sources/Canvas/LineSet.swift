/// The characters that lines and boxes are drawn with.
public struct LineSet: Hashable, Sendable {
  /// A horizontal line.
  public let horizontal: Character
  /// A vertical line.
  public let vertical: Character
  /// The upper left corner of a box.
  public let topLeft: Character
  /// The upper right corner of a box.
  public let topRight: Character
  /// The lower left corner of a box.
  public let bottomLeft: Character
  /// The lower right corner of a box.
  public let bottomRight: Character

  /// Light box-drawing characters.
  public static let unicode = LineSet(
    horizontal: "─", vertical: "│", topLeft: "┌", topRight: "┐", bottomLeft: "└", bottomRight: "┘")

  /// For terminals without UTF-8.
  public static let ascii = LineSet(
    horizontal: "-", vertical: "|", topLeft: "+", topRight: "+", bottomLeft: "+", bottomRight: "+")
}
