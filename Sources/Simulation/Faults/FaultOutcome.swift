import Measure

/// What a fault did, once everything was well again.
public struct FaultOutcome: Sendable, Equatable {
  /// Events that Kafka acknowledged while it lasted, until everything was well again.
  public var acknowledged = 0
  /// Events that are certainly not in Kafka, as was told: receipts are sent again, messages were given up.
  public var failed = 0
  /// Events of which nobody was told whether Kafka has them: they may be there or not, and are sent again where that is
  /// safe.
  public var unknown = 0
  /// Acknowledged messages and receipts that are not in PostgreSQL.
  public var lost = 0
  /// Whether a count is not what the database says, how many the servers healed at rest, and how many messages and
  /// receipts are there that should not.
  public var wrong = 0
  /// How many of the faults could not be pulled to their end.
  public private(set) var unpulled = 0
  /// What is wrong, where that can be said.
  public private(set) var explanations: [String] = []
  /// Messages that came again and were known by their client ids.
  public var absorbed = 0
  /// How old the oldest event was that was not worked off yet, in milliseconds, at worst.
  public var staleness = 0.0
  /// From the end of the fault until all that had been sent by then was stored and counted, in milliseconds; nil if that
  /// never came.
  public var recovery: Double?

  /// Creates an outcome of nothing.
  public init() {}

  /// Whether it was pulled, nothing was lost or wrong, and it ended.
  public var isExact: Bool { lost == 0 && wrong == 0 && unpulled == 0 && recovery != nil }
}

// What makes an outcome inexact.
extension FaultOutcome {
  /// Takes in what another fault has seen itself that was pulled at once.
  public mutating func join(_ other: FaultOutcome) {
    lost += other.lost
    unpulled += other.unpulled
    explanations += other.explanations
  }

  /// One of the faults could not be pulled to its end: nobody knows what it would have done.
  public mutating func couldNotPull(_ fault: Fault, _ error: any Error) {
    unpulled += 1
    explanations.append("\(fault.title) could not be pulled: \(error)")
  }

  /// What it did could not be compared: that counts as wrong.
  public mutating func couldNotCompare(_ error: any Error) {
    wrong += 1
    explanations.append("it could not be compared: \(error)")
  }

  /// Takes in what a comparison at rest has found.
  /// - Parameters:
  ///   - counts: Of the counts with the database.
  ///   - found: Of the database with the ledger, without what was there before the fault.
  public mutating func compared(_ counts: Verdict, _ found: LedgerFindings) {
    if !counts.holds {
      wrong += 1
      explanations.append(counts.sentence)
    }
    lost += found.lost
    guard found.surplus > 0 else { return }
    wrong += found.surplus
    explanations.append(
      """
      \(found.posts.doubled) messages are there twice, \(found.posts.invented) messages and \(found.inventedReads) \
      receipts that nobody sent, \(found.gaps) channels have a gap
      """)
  }

  /// Takes in how many counts the servers healed at rest, before a comparison could find them.
  public mutating func healed(_ count: Int) {
    guard count > 0 else { return }
    wrong += count
    explanations.append(Self.sentence(healed: count))
  }

  /// What is said of counts that were healed at rest.
  public static func sentence(healed count: Int) -> String {
    "the servers found \(count) counts wrong at rest, and healed them"
  }
}
