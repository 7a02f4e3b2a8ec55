import Bench
import Foundation
import Service
import Stack
import Synchronization

/// Measures our own client, as a process of its own on a running stack.
final class DogearMeasurement: Sendable {
  private let task: ScreenTask
  private let folder: BenchFolder
  private let steps: StepList
  private let found = Mutex<ProbeFigures?>(nil)

  init(task: ScreenTask, folder: BenchFolder, steps: StepList) {
    self.task = task
    self.folder = folder
    self.steps = steps
  }

  /// What was measured, if it came to an end.
  var figures: ProbeFigures? { found.withLock { $0 } }

  /// Makes the world.
  /// - Returns: What measures then.
  func prepare(_ backends: Backends) async throws -> some Service {
    let world = BenchWorld(channels: task.channels, messages: task.messages)
    try await steps.step("World: \(task.channels) channels, \(task.messages) messages") {
      try await world.create(on: backends)
    }
    return Measuring { [self] in
      let figures = try await steps.step("dogear: keys, rest, keys in the flood") {
        let flood = KafkaFlood(backends, channels: world.channels, rate: task.rate)
        return try await ProbeRun(try plan(world, backends.endpoints), load: flood).measure()
      }
      found.withLock { $0 = figures }
    }
  }

  private func plan(_ world: BenchWorld, _ endpoints: StackEndpoints) throws -> ProbePlan {
    var environment = folder.environment
    environment["DATABASE_URL"] = endpoints.databaseURL
    environment["REDIS_URL"] = endpoints.redisURL
    environment["KAFKA_BROKERS"] = endpoints.kafkaBrokers
    let program = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let arguments = [
      program, "chat", "--user", BenchWorld.me.rawValue, "--channel", world.inView.rawValue,
    ]
    return task.plan("dogear", arguments, environment: environment, setup: "i")
  }
}
