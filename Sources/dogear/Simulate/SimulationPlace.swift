import ChatModel
import Glibc
import Service
import Stack
import Stores

/// The system that a simulation loads: its own, or one that others use at the same time.
struct SimulationPlace: Sendable {
  let backends: Backends
  /// Whose processor time and memory are told, with all that descends from them.
  let processes: @Sendable () async -> [(name: String, pid: Int32)]
  /// Whether it ends with the simulation.
  ///
  /// If not, what the simulation put there is taken away again.
  let isThrowaway: Bool

  /// A stack that was started for this.
  ///
  /// The load and the server are one process; a broker within it has none of its own.
  static func own(_ host: StackHost) -> SimulationPlace {
    SimulationPlace(
      backends: host.backends,
      processes: {
        var processes = [("dogear", getpid())]
        for (name, part) in [("postgres", StackPart.postgres), ("redis", .redis), ("kafka", .kafka)] {
          if let pid = await host.stack.pid(part) { processes.append((name, pid)) }
        }
        return processes
      }, isThrowaway: true)
  }

  /// A system that is there: what is told of it is the load's own use, and that of a stack on this machine as a whole.
  static func attached(_ connection: ConnectionOptions) throws -> SimulationPlace {
    let endpoints = try connection.resolve()
    let stack = StackFile.all().first { $0.stack.endpoints == endpoints }?.stack
    return SimulationPlace(
      backends: try Backends(endpoints),
      processes: { [("load", getpid())] + (stack.map { [("stack", $0.process.pid)] } ?? []) },
      isThrowaway: false)
  }
}

/// A service that ends with its body; its body hears of the shutdown by itself.
struct Simulating: Service {
  let body: @Sendable () async throws -> Void

  func run() async throws { try await body() }

  /// Runs the body by itself, until it ends; Ctrl-C shuts it down in order.
  func runAlone() async throws {
    let group = ServiceGroup(
      services: [
        ServiceConfiguration(service: self, successTerminationBehavior: .gracefullyShutdownGroup)
      ],
      gracefulShutdownSignals: [.sigint, .sigterm, .sighup],
      maximumGracefulShutdownDuration: .verdictPatience,
      logger: Logger(label: "dogear"))
    try await group.run()
  }
}

/// A log that takes everything at once: what the load is late by then, it is late by itself.
struct Nowhere: EventSink {
  func append(_ entries: [LogEntry]) async throws {}
}
