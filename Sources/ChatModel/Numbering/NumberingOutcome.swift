/// What was done with a batch.
public struct NumberingOutcome: Sendable {
  /// The plan that was carried out.
  public var plan: NumberingPlan
  /// What every author of the plan's messages has now read.
  public var reads: [UserChannel: ReadState]
  /// The version of the member list of each channel of the plan's messages.
  public var memberVersions: [ChannelID: Int64]

  /// Creates an outcome.
  public init(plan: NumberingPlan, reads: [UserChannel: ReadState], memberVersions: [ChannelID: Int64]) {
    self.plan = plan
    self.reads = reads
    self.memberVersions = memberVersions
  }
}
