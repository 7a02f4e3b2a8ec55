/// What is known of a service.
public enum ServiceHealth: Hashable, Sendable {
  /// Nothing yet.
  case connecting
  /// It answers.
  case up
  /// It does not, and why.
  case down(String)
}
