/// What a notice source says.
public enum Heard: Sendable, Equatable {
  /// All topics are listened to, from now on. What came before may have been missed: read everything anew.
  case connected
  /// Nothing is heard any more; the source tries to connect again by itself.
  case disconnected(String)
  /// Notices were dropped because they came faster than they were taken: read everything anew.
  case missed
  /// A notice.
  case notice(Notice)
}
