import ChatModel

/// When a batch is full: after so many events, or so long after the first.
public struct BatchPolicy: Sendable, Equatable {
  /// The most events in a batch.
  public var most: Int
  /// How long the first event of a batch may wait for others, in milliseconds; 0 takes what is there.
  public var milliseconds: Int64

  /// Creates a policy.
  public init(most: Int, milliseconds: Int64) {
    self.most = most
    self.milliseconds = milliseconds
  }
}
