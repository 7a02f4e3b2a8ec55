import ChatModel

/// What was acknowledged, kept apart from what is stored, and compared with it in the end.
public struct LossLedger: Sendable {
  /// The outcome.
  public struct Loss: Sendable, Equatable {
    /// How many events were acknowledged.
    public let acknowledged: Int
    /// How many of them the store does not have.
    public let lost: Int
  }

  private let events: [ReadEvent]
  private let acknowledged: [Int]

  /// Creates a ledger of a run.
  public init(_ events: [ReadEvent], _ times: EventTimes) {
    self.events = events
    acknowledged = events.indices.filter(times.isAcknowledged)
  }

  /// Compares with the positions in the store, by membership.
  ///
  /// A position is a maximum, so an event is there as soon as the position is at its seq or above.
  public func loss(comparing stored: [Int: Seq]) -> Loss {
    let lost = acknowledged.count { stored[events[$0].membership] ?? 0 < events[$0].seq }
    return Loss(acknowledged: acknowledged.count, lost: lost)
  }
}
