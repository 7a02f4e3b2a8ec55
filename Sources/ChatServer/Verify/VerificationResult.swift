import ChatModel

/// What a verification found.
public struct VerificationResult: Sendable {
  /// How many counts were compared.
  public var compared: Int
  /// Those that were wrong every time they were looked at, in order.
  public var differences: [Difference]

  /// Creates a result.
  public init(compared: Int, differences: [Difference]) {
    self.compared = compared
    self.differences = differences
  }
}
