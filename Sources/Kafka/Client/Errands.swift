import Lanes

/// Runs blocking calls one after another on a thread of its own.
actor Errands {
  private let lane = Lane(name: "kafka-errands")

  nonisolated var unownedExecutor: UnownedSerialExecutor { lane.asUnownedSerialExecutor() }

  func run<Result: Sendable>(_ call: @Sendable () -> Result) -> Result {
    call()
  }
}
