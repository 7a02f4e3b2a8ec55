import Bench
import Foundation
import Lanes
import Patterns

/// PostgreSQL's own load generator with the statement of pattern A, so that anybody can see whether our A is a fair one.
actor Pgbench {
  private let lane = Lane(name: "pgbench")
  private let program: String

  nonisolated var unownedExecutor: UnownedSerialExecutor { lane.asUnownedSerialExecutor() }

  /// `nil` if it is not installed.
  init?() {
    let versions = (try? FileManager.default.contentsOfDirectory(atPath: Self.debian)) ?? []
    let folders = versions.sorted { $0.localizedStandardCompare($1) == .orderedDescending }
      .map { "\(Self.debian)/\($0)/bin" }
    let path = (folders + [ProcessInfo.processInfo.environment["PATH"] ?? ""]).joined(separator: ":")
    guard let found = InstalledProgram("pgbench", searchPath: path) else { return nil }
    program = found.path
  }

  private static let debian = "/usr/lib/postgresql"

  /// Runs it for some seconds on the table of A.
  /// - Returns: Transactions a second; `nil` if it says none.
  func transactionsPerSecond(_ databaseURL: String, _ readers: Readers, seconds: Int) throws -> Double? {
    let folder = try BenchFolder()
    let script = "\(folder.path)/upsert.sql"
    try Self.script(readers).write(toFile: script, atomically: true, encoding: .utf8)
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = [
      databaseURL, "-n", "-M", "prepared", "-c", "8", "-j", "2", "-T", "\(seconds)", "-f", script,
    ]
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.runListening()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    // "tps = 18234.567890 (without initial connection time)"
    let line = text.split(separator: "\n").first { $0.hasPrefix("tps = ") }
    return line?.split(separator: " ").dropFirst(2).first.flatMap { Double($0) }
  }

  private static func script(_ readers: Readers) -> String {
    let statement = PositionTable.upsert.replacing("$1", with: "'reader-' || :reader")
      .replacing("$2", with: "'room-' || :room").replacing("$3", with: ":seq")
      .replacing("\n", with: " ")
    return """
      \\set reader random(0, \(readers.count - 1))
      \\set place random(0, \(Readers.channelsEach - 1))
      \\set room (:reader + :place * \(Readers.stride)) % \(Readers.channelCount)
      \\set seq random(1, 1000000000)
      \(statement);

      """
  }
}
