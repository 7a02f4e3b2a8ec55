/// Where formatted lines go.
public protocol LogOutput: Sendable {
  /// Writes a line that ends with a line break; must not wait long.
  /// - Returns: Whether it was written; if not, it is dropped and counted.
  func write(_ line: String) -> Bool
}
