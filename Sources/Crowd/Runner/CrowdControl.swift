/// What the user asks of the crowd while it talks.
public enum CrowdControl: Hashable, Sendable {
  /// One step more.
  case faster
  /// One step less.
  case slower
  /// This many messages a minute, moved into the bounds of `CrowdRate`.
  case rate(Double)
}
