import Measure

/// The outcomes of a run, by fault.
public struct FaultTally: Sendable {
  private var rows: [(name: String, outcomes: [FaultOutcome])] = []
  /// The sentences of the outcomes that were not exact.
  private var inexact: [String] = []

  /// Creates an empty tally.
  public init() {}

  /// Adds an outcome to the row of faults that came at once; pairs have a row together.
  public mutating func add(_ outcome: FaultOutcome, of faults: [Fault]) {
    if !outcome.isExact { inexact.append(Self.sentence(faults, outcome)) }
    let name = faults.count == 1 ? faults[0].title : "two at once"
    if let row = rows.firstIndex(where: { $0.name == name }) {
      rows[row].outcomes.append(outcome)
    } else {
      rows.append((name, [outcome]))
    }
  }

  /// Whether every outcome was exact.
  public var isExact: Bool { inexact.isEmpty }
  /// How many faults there were.
  public var count: Int { rows.reduce(0) { $0 + $1.outcomes.count } }

  /// What a report says: each outcome that was not exact, with the faults that it is of, and then all of them.
  public var verdicts: [Verdict] {
    let end = isExact ? "nothing lost, nothing wrong" : "\(inexact.count) of them not exact"
    return inexact.map { Verdict(name: "fault", holds: false, sentence: $0) } + [
      Verdict(name: "faults", holds: isExact, sentence: "\(count) faults: \(end)")
    ]
  }

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
    let explanations = outcome.explanations.map { "; \($0)" }.joined()
    return """
      \(name): \(outcome.acknowledged) acknowledged, \(outcome.failed) failed, \(outcome.unknown) unknown, \
      \(outcome.lost) lost, \(outcome.wrong) wrong, \(outcome.absorbed) repeats absorbed, at most \
      \(seconds(outcome.staleness)) s stale, \(recovery)\(explanations)
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
