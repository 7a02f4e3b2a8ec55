/// Port: the time of day.
public protocol WallClock: Sendable {
  /// Now.
  func now() -> Timestamp
}
