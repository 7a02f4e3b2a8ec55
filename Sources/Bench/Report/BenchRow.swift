import Foundation
import Glibc

/// One figure of the report.
struct BenchRow: Sendable {
  let title: String
  let cell: @Sendable (ProbeFigures) -> String

  /// All figures in the order of the report.
  static let all: [BenchRow] = [
    BenchRow(title: "first output, ms") { number($0.firstOutput) },
    BenchRow(title: "key to first byte, ms: p50 / p99 / max") { three($0.keys.firstByte) },
    BenchRow(title: "key to last byte, ms: p50 / p99") { two($0.keys.lastByte) },
    BenchRow(title: "keys without output") { "\($0.keys.unanswered) of \($0.keys.pressed)" },
    BenchRow(title: "idle: resident memory, MiB") { number($0.idle.process.residentMiB) },
    BenchRow(title: "idle: output, bytes/s") { number($0.idle.bytesPerSecond) },
    BenchRow(title: "idle: context switches/s, all threads") { number($0.idle.process.switchesPerSecond) },
    BenchRow(title: "idle: context switches/s, the thread that takes keys") {
      $0.idleSwitchesOfKeyThread.map(number) ?? "-"
    },
    BenchRow(title: "idle: CPU, % of a core") { number($0.idle.process.cpuPercent) },
    BenchRow(title: "flood: messages/s that arrived") { number($0.flood.arrivedPerSecond) },
    BenchRow(title: "flood: key to first byte, ms: p50 / p99 / max") { three($0.flood.keys.firstByte) },
    BenchRow(title: "flood: key to its echo, ms: p50 / p99 / max") { three($0.flood.keys.echo) },
    BenchRow(title: "flood: keys without output") {
      "\($0.flood.keys.unanswered) of \($0.flood.keys.pressed)"
    },
    BenchRow(title: "flood: output, bytes/s") { number($0.flood.bytesPerSecond) },
    BenchRow(title: "flood: CPU, % of a core") { number($0.flood.process.cpuPercent) },
    BenchRow(title: "flood: resident memory, MiB") { number($0.flood.process.residentMiB) },
  ]

  /// Two places after the point for what is small, none for what is not.
  static func number(_ value: Double) -> String {
    String(format: abs(value) < 10 ? "%.2f" : abs(value) < 1_000 ? "%.1f" : "%.0f", value)
  }

  private static func two(_ values: Percentiles?) -> String {
    values.map { "\(number($0.p50)) / \(number($0.p99))" } ?? "-"
  }

  private static func three(_ values: Percentiles?) -> String {
    values.map { "\(two($0)) / \(number($0.max))" } ?? "-"
  }
}

/// A program that is on the search path.
public struct InstalledProgram: Sendable, Equatable {
  /// Its absolute path.
  public let path: String

  /// Looks a program up.
  /// - Parameter searchPath: Folders parted by colons, as in `PATH`.
  public init?(_ name: String, searchPath: String) {
    let paths = searchPath.split(separator: ":").map { "\($0)/\(name)" }
    guard let path = paths.first(where: { access($0, X_OK) == 0 && access("\($0)/.", F_OK) != 0 }) else {
      return nil
    }
    self.path = path
  }

  /// The first line that it prints for `--version`; `nil` if it prints none within some seconds.
  public func version(environment: [String: String]) async -> String? {
    let plan = ProbePlan(name: path, arguments: [path, "--version"], environment: environment)
    guard let probe = try? TerminalProbe(plan) else { return nil }
    let lines = await probe.readToEnd(within: .seconds(5)).split(whereSeparator: \.isNewline)
    await probe.close()
    return lines.first.map(String.init)
  }
}
