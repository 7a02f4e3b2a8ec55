import Bench
import Foundation
import Service

/// Measures the client on a throwaway stack, and then the others.
struct ScreenBench: Sendable {
  let task: ScreenTask
  let beside: [IRCClient]
  let stack: StackOptions
  /// Whether nothing is shown meanwhile.
  let isQuiet: Bool

  func run() async throws -> BenchReport {
    let folder = try BenchFolder()
    var programs = [try await measureDogear(folder)]
    var versions = ["dogear \(Dogear.version)"]
    var notes: [String] = []
    // Only now: the stack has ended, and takes no time from them.
    for client in beside {
      let searchPath = folder.environment["PATH"] ?? ""
      guard let program = InstalledProgram(client.rawValue, searchPath: searchPath) else {
        notes.append("\(client) is not installed and left out: apt-get install \(client.package)")
        continue
      }
      let version = await program.version(environment: folder.environment) ?? "unknown"
      versions.append(version.hasPrefix(client.rawValue) ? version : "\(client) \(version)")
      programs.append(try await measure(client, program, folder))
    }
    return BenchReport(
      machine: .here, versions: versions, task: task.sentence, notes: notes, programs: programs)
  }

  private func measureDogear(_ folder: BenchFolder) async throws -> ProbeFigures {
    let measurement = DogearMeasurement(task: task, folder: folder, steps: steps)
    try await Hosting(stack: stack, crowd: nil, isQuiet: isQuiet).run { host in
      try await measurement.prepare(host.backends)
    }
    // None, if a signal has ended it.
    guard let figures = measurement.figures else { throw CancellationError() }
    return figures
  }

  private func measure(
    _ client: IRCClient, _ program: InstalledProgram, _ folder: BenchFolder
  ) async throws -> ProbeFigures {
    try await interruptible {
      try await steps.step("\(client): keys, rest, keys in the flood") {
        let server = try task.ircServer()
        defer { server.stop() }
        let arguments = client.arguments(path: program.path, folder: folder.path, port: server.port)
        let plan = task.plan(
          client.rawValue, arguments, environment: folder.environment, setup: client.opening)
        return try await ProbeRun(plan, load: server).measure()
      }
    }
  }

  private var steps: StepList { StepList(isQuiet: isQuiet) }
}
