/// What a step did.
public enum FlowProgress: Sendable, Equatable {
  /// Something moved on; take the next step at once.
  case stepped
  /// A batch is done, from end to end.
  case finished(FlowReport)
  /// Nothing is to be done before this long.
  case idle(Duration)
}
