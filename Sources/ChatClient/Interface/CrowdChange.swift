/// A wish for a demo's simulated users.
public enum CrowdChange: Hashable, Sendable {
  /// To be half as busy.
  case slower
  /// To be twice as busy.
  case faster
}
