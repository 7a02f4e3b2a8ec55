/// Neighbouring cells of a row that lead to the same place.
public struct LinkedColumns: Hashable, Sendable {
  /// The columns.
  public internal(set) var columns: Range<Int>
  /// Where they lead: a URI, as it was drawn.
  public let target: String
}
