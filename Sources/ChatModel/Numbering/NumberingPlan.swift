/// What is to be done with a batch.
public struct NumberingPlan: Sendable {
  /// New messages with their numbers, dense above each channel's head.
  public var accepted: [Message] = []
  /// Messages that were stored before, with the numbers they have: they are fanned out again, harmlessly.
  public var repeated: [Message] = []
  /// What can never be stored, by index in the batch.
  public var rejected: [Int: Rejection] = [:]

  /// Creates an empty plan.
  public init() {}
}
