import Foundation
import Measure
import Patterns

/// Puts what was measured of the patterns into a report.
struct PatternsReport {
  private(set) var report: Report
  /// Transactions a second of pgbench with the statement of A.
  var reference: Double? {
    didSet {
      guard let reference else { return }
      report.figures.append(
        Figure(
          name: "distinct.pgbench.durable", value: reference, unit: "/s",
          title: "A's statement by pgbench, 8 connections"))
    }
  }
  private let plan: PatternsPlan
  private var measured: [Workload.Kind: [PatternFigures]] = [:]
  private var kills: [KillFigures] = []

  init(plan: PatternsPlan, command: String) {
    self.plan = plan
    report = Report(title: "Four ways to record receipts", command: command)
  }

  /// Says where and how it is measured.
  mutating func describe(_ stage: PatternStage) async throws {
    report.machine.append(Fact("dogear", Dogear.version))
    report.machine += try await stage.versions().map { Fact($0.name, $0.value) }
    report.machine.append(
      Fact("Kafka", plan.kafkaHome.map(Self.kafkaVersion) ?? "librdkafka's in-process broker"))
    report.settings += [
      Fact("events", "\(plan.events)"), Fact("seed", "\(plan.seed)"),
      Fact("A", "8 connections, prepared, an upsert a transaction"),
      Fact("B and C", "2 connections, pipelines of up to 256 receipts"),
      Fact("D", "one producer, up to 20,000 receipts on their way; its price includes saving the counters"),
      Fact("sync of C", "every \(plan.syncInterval.inWords), 5,000 rows a statement"),
      Fact("Kafka acks", "all, idempotent"),
    ]
    report.settings += try await stage.durability().map { Fact($0.name, $0.value) }
  }

  /// "4.3.0" from the name of its client library.
  private static func kafkaVersion(_ home: String) -> String {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "\(home)/libs")) ?? []
    let library = names.first { $0.hasPrefix("kafka-clients-") && $0.hasSuffix(".jar") }
    return library.map { String($0.dropFirst("kafka-clients-".count).dropLast(".jar".count)) } ?? "unknown"
  }

  mutating func add(_ figures: PatternFigures) {
    let (kind, speed) = (figures.workload.kind, figures.speed)
    let name = "\(kind).\(figures.pattern.rawValue)"
    report.figures.append(
      Figure(
        name: "\(name).accepted", value: speed.acceptedPerSecond, unit: "/s",
        title: "\(name): acknowledged"))
    if let durable = speed.durablePerSecond {
      report.figures.append(
        Figure(name: "\(name).durable", value: durable, unit: "/s", title: "\(name): in PostgreSQL"))
    }
    if let recovery = speed.recovery {
      report.figures.append(
        Figure(
          name: "\(name).recovery", value: Double(recovery) / 1_000, unit: "ms",
          title: "\(name): after the burst until the backlog is as before"))
    }
    report.add(speed.acknowledgement, name: "\(name).acknowledgement", title: "\(name): until acknowledged")
    if speed.durable.count > 0 {
      report.add(speed.durable, name: "\(name).until-durable", title: "\(name): until in PostgreSQL")
    }
    measured[kind, default: []].append(figures)
    rebuildTables()
  }

  mutating func add(_ figures: KillFigures) {
    let name = "kill.\(figures.pattern.rawValue).\(figures.killed)"
    report.figures.append(
      Figure(
        name: "\(name).lost", value: Double(figures.loss.lost), unit: "",
        title: "\(name): acknowledged and not there after recovery"))
    report.figures.append(
      Figure(
        name: "\(name).backlog", value: Double(figures.backlog), unit: "",
        title: "\(name): acknowledged and not yet stored at that moment, about"))
    if figures.pattern == .database || figures.pattern == .log {
      report.verdicts.append(
        Verdict(
          name: name, holds: figures.loss.lost == 0,
          sentence: "\(figures.pattern.rawValue), \(figures.killed.title) killed: \(figures.loss.lost) of "
            + "\(figures.loss.acknowledged) acknowledged receipts lost"))
    }
    kills.append(figures)
    rebuildTables()
  }

  private mutating func rebuildTables() {
    report.tables = plan.kinds.flatMap { kind -> [Table] in
      guard let figures = measured[kind] else { return [] }
      // At a given rate most of the client's time goes into waiting.
      return [speedTable(kind, figures)] + (kind.isPaced ? [] : [costTable(kind, figures)])
    }
    if !kills.isEmpty { report.tables.append(killTable) }
  }

  private func speedTable(_ kind: Workload.Kind, _ all: [PatternFigures]) -> Table {
    let times = ["acknowledged p50 ms", "p99 ms", "durable p50 ms", "p99 ms"]
    // With a schedule the rates are those of the schedule.
    guard !kind.isPaced else {
      let isBurst = kind == .burst
      return Table(
        title: plan.sentence(kind), columns: [""] + times + (isBurst ? ["durable as before after s"] : []),
        rows: all.map {
          [Self.title($0.pattern)] + Self.times($0.speed) + (isBurst ? [Self.recovery($0.speed)] : [])
        },
        bars: [2, 4])
    }
    var table = Table(
      title: plan.sentence(kind), columns: ["", "acknowledged/s", "durable/s"] + times, bars: [1, 2])
    table.rows = all.map { figures in
      let durable = figures.speed.durablePerSecond.map { Table.Cell.number($0.rounded()) } ?? Self.none
      return [Self.title(figures.pattern), .number(figures.speed.acceptedPerSecond.rounded()), durable]
        + Self.times(figures.speed)
    }
    if kind == .distinct, let reference {
      table.rows.append(
        ["A by pgbench", .number(reference.rounded()), .number(reference.rounded())]
          + times.map { _ in Self.none })
    }
    return table
  }

  private func costTable(_ kind: Workload.Kind, _ all: [PatternFigures]) -> Table {
    var table = Table(
      title: "\(kind): what an event costs; CPU in seconds for a million events",
      columns: ["", "transactions", "WAL bytes"] + PatternProcess.allCases.map(\.title))
    for figures in all {
      let seconds = PatternProcess.allCases.map { process -> Table.Cell in
        guard figures.pattern.processes.contains(process) else { return Self.none }
        let seconds = figures.processorSecondsPerMillion(process)
        return seconds.map { .number(($0 * 10).rounded() / 10) } ?? Self.none
      }
      table.rows.append(
        [
          Self.title(figures.pattern), .number((figures.transactionsPerEvent * 10_000).rounded() / 10_000),
          .number(figures.logBytesPerEvent.rounded()),
        ] + seconds)
    }
    return table
  }

  private var killTable: Table {
    let workload = plan.killWorkload
    var table = Table(
      title: "kill -9 at \(workload.count / 6) receipts/s: acknowledged and not there after recovery",
      columns: [""] + PatternProcess.allCases.map { "\($0.title) killed" })
    for pattern in plan.patterns {
      table.rows.append(
        [Self.title(pattern)]
          + PatternProcess.allCases.map { process in
            let found = kills.first { $0.pattern == pattern && $0.killed == process }
            return found.map { .text(Self.words($0)) } ?? Self.none
          })
    }
    return table
  }

  private static func words(_ figures: KillFigures) -> String {
    let loss = "\(figures.loss.lost) of \(figures.loss.acknowledged)"
    return figures.silence.map { "\(loss), silent \(Duration.microseconds($0).inWords)" } ?? loss
  }

  private static func title(_ pattern: Pattern) -> Table.Cell {
    .text("\(pattern.rawValue) \(pattern.title)")
  }

  private static let none = Table.Cell.text("–")

  private static func times(_ speed: SpeedFigures) -> [Table.Cell] {
    [speed.acknowledgement, speed.durable].flatMap { histogram in
      [50, 99].map { percentile in
        histogram.count > 0 ? rounded(histogram.value(atPercentile: percentile), per: 1_000) : none
      }
    }
  }

  private static func recovery(_ speed: SpeedFigures) -> Table.Cell {
    speed.recovery.map { rounded($0, per: 1_000_000) } ?? none
  }

  /// Microseconds in a larger unit, to two places.
  private static func rounded(_ microseconds: Int64, per unit: Int64) -> Table.Cell {
    .number(Double(microseconds * 100 / unit) / 100)
  }
}
