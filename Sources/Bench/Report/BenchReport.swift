import Foundation
import Measure

/// The figures of some programs side by side.
public struct BenchReport: Sendable, Encodable {
  /// Where they come from.
  public let machine: MachineFacts
  /// What the programs call themselves.
  public let versions: [String]
  /// What was asked of each program.
  public let task: String
  /// What the reader should know besides, such as which program was not there.
  public let notes: [String]
  /// One for each program.
  public let programs: [ProbeFigures]

  /// Creates a report.
  public init(
    machine: MachineFacts, versions: [String], task: String, notes: [String] = [], programs: [ProbeFigures]
  ) {
    self.notes = notes
    self.machine = machine
    self.versions = versions
    self.task = task
    self.programs = programs
  }

  /// The report as one line of JSON.
  public func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return String(decoding: try encoder.encode(self), as: UTF8.self)
  }

  /// The head of the table.
  public var head: [String] { [""] + programs.map(\.program) }

  /// The rows of the table: the name of a figure, and the figure of each program.
  public var rows: [[String]] {
    BenchRow.all.map { row in [row.title] + programs.map { row.cell($0) } }
  }

  /// For each program, which threads were switched how often while nobody did anything.
  public var threadLines: [String] {
    programs.map { figures in
      let threads = Dictionary(grouping: figures.idle.process.threads, by: \.name).map { name, threads in
        (name, threads.count, threads.reduce(0) { $0 + $1.switchesPerSecond })
      }
      let parts = threads.sorted { ($1.2, $0.0) < ($0.2, $1.0) }.map { name, count, switches in
        "\(name)\(count == 1 ? "" : " (\(count))") \(BenchRow.number(switches))"
      }
      return "\(figures.program): \(parts.joined(separator: ", "))"
    }
  }
}
