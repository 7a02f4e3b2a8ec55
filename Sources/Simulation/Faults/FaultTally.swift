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
  /// Whether a count is not what the database says, and how many messages and receipts are there that should not.
  public var wrong = 0
  /// What is wrong, where that can be said.
  public var explanation: String?
  /// Messages that came again and were known by their client ids.
  public var absorbed = 0
  /// How old the oldest event was that was not worked off yet, in milliseconds, at worst.
  public var staleness = 0.0
  /// From the end of the fault until all that had been sent by then was stored and counted, in milliseconds; nil if that
  /// never came.
  public var recovery: Double?

  /// Creates an outcome of nothing.
  public init() {}

  /// Whether nothing was lost or wrong, and it ended.
  public var isExact: Bool { lost == 0 && wrong == 0 && recovery != nil }
}

/// The outcomes of a run, by fault.
public struct FaultTally: Sendable {
  private var rows: [(name: String, outcomes: [FaultOutcome])] = []

  /// Creates an empty tally.
  public init() {}

  /// Adds an outcome to the row of faults that came at once; pairs have a row together.
  public mutating func add(_ outcome: FaultOutcome, of faults: [Fault]) {
    let name = faults.count == 1 ? faults[0].title : "two at once"
    if let row = rows.firstIndex(where: { $0.name == name }) {
      rows[row].outcomes.append(outcome)
    } else {
      rows.append((name, [outcome]))
    }
  }

  /// Whether every outcome was exact.
  public var isExact: Bool { rows.allSatisfy { $0.outcomes.allSatisfy(\.isExact) } }
  /// How many faults there were.
  public var count: Int { rows.reduce(0) { $0 + $1.outcomes.count } }

  /// The heads of the table's columns.
  public static let columns = [
    "fault", "times", "acknowledged", "failed", "unknown", "lost", "wrong", "repeats absorbed",
    "staleness max, s", "recovery p50, s", "max",
  ]

  /// The table as a report has it.
  public var table: Table {
    Table(
      title: "Faults under load, and what became of the events", columns: Self.columns,
      rows: rows.map { Self.cells($0.name, $0.outcomes) })
  }

  /// The sentence of one outcome.
  public static func sentence(_ faults: [Fault], _ outcome: FaultOutcome) -> String {
    let name = faults.map(\.title).joined(separator: " and ")
    let recovery = outcome.recovery.map { "well after \(seconds($0)) s" } ?? "NOT WELL AGAIN"
    let explanation = outcome.explanation.map { "; \($0)" } ?? ""
    return """
      \(name): \(outcome.acknowledged) acknowledged, \(outcome.failed) failed, \(outcome.unknown) unknown, \
      \(outcome.lost) lost, \(outcome.wrong) wrong, \(outcome.absorbed) repeats absorbed, at most \
      \(seconds(outcome.staleness)) s stale, \(recovery)\(explanation)
      """
  }

  private static func cells(_ name: String, _ outcomes: [FaultOutcome]) -> [Table.Cell] {
    func sum(_ value: (FaultOutcome) -> Int) -> Table.Cell {
      .number(Double(outcomes.map(value).reduce(0, +)))
    }
    let recoveries = outcomes.compactMap(\.recovery).sorted()
    let worst = outcomes.map(\.staleness).max() ?? 0
    let ends: [Table.Cell] =
      recoveries.count == outcomes.count && !recoveries.isEmpty
      ? [
        .number(seconds(recoveries[recoveries.count / 2])),
        .number(seconds(recoveries[recoveries.count - 1])),
      ]
      : [.text("never"), .text("never")]
    return [
      .text(name), .number(Double(outcomes.count)), sum(\.acknowledged), sum(\.failed), sum(\.unknown),
      sum(\.lost), sum(\.wrong), sum(\.absorbed), .number(seconds(worst)),
    ] + ends
  }

  private static func seconds(_ milliseconds: Double) -> Double { (milliseconds / 100).rounded() / 10 }
}
