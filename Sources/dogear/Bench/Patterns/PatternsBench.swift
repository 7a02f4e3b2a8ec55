import Bench
import Foundation
import Measure
import Patterns

/// Measures the patterns on a throwaway stack, one after the other.
struct PatternsBench: Sendable {
  let plan: PatternsPlan
  /// The command line, for the report.
  let command: String
  /// The file that all processes log to.
  let log: String
  let steps: StepList

  func run() async throws -> Report {
    let began = ContinuousClock.now
    let host = try await interruptible { [self] in
      try await StackHost.start(
        .throwaway(kafkaHome: plan.kafkaHome), steps: steps, postgresSettings: PatternStage.postgresSettings)
    }
    do {
      var report = try await interruptible { [self] in try await measure(host) }
      await host.stop()
      report.seconds = (.now - began) / .seconds(1)
      return report
    } catch {
      await host.stop()
      throw error
    }
  }

  private func measure(_ host: StackHost) async throws -> Report {
    let stage = try await PatternStage(host, syncInterval: plan.syncInterval, log: log)
    do {
      var results = PatternsReport(plan: plan, command: command)
      try await results.describe(stage)
      for kind in plan.kinds {
        let workload = plan.workload(kind)
        if kind == .distinct, plan.patterns.contains(.database) {
          results.reference = try await reference(workload, stage)
        }
        for pattern in plan.patterns {
          let figures = try await steps.step("\(kind): \(pattern.rawValue), \(pattern.title)") {
            try await PatternRun(pattern: pattern, workload: workload, stage: stage).measure()
          }
          results.add(figures)
        }
      }
      for pattern in plan.patterns {
        for process in plan.killed(of: pattern) {
          let figures = try await steps.step("kill -9: \(pattern.rawValue), \(process.title)") {
            try await KillRun(pattern: pattern, killed: process, workload: plan.killWorkload, stage: stage)
              .measure()
          }
          results.add(figures)
        }
      }
      await stage.close()
      return results.report
    } catch {
      await stage.close()
      throw error
    }
  }

  /// What pgbench makes of the statement of A, if it is installed.
  private func reference(_ workload: Workload, _ stage: PatternStage) async throws -> Double? {
    guard let pgbench = Pgbench() else { return nil }
    let readers = Readers(memberships: workload.memberships)
    return try await steps.step("distinct: A by pgbench, for comparison") {
      try await PositionTable.create(readers, stage.pool)
      return try await pgbench.transactionsPerSecond(
        stage.host.backends.endpoints.databaseURL, readers, seconds: 5)
    }
  }
}
