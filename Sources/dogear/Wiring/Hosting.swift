import Glibc
import Service
import Stack

/// Runs a stack with a server, and perhaps a crowd and a client, for `up` and `demo`.
struct Hosting: Sendable {
  let stack: StackOptions
  let crowd: CrowdOptions?
  let server: Bool
  let isQuiet: Bool
  /// How long what runs in front may take to end after a signal.
  let patience: Duration
  private let logger = Logger(label: "dogear")

  init(
    stack: StackOptions, crowd: CrowdOptions?, server: Bool = true, isQuiet: Bool = false,
    patience: Duration = .shutdownPatience
  ) {
    self.stack = stack
    self.crowd = crowd
    self.server = server
    self.isQuiet = isQuiet
    self.patience = patience
  }

  /// Starts everything, calls `ready`, and runs until a signal comes.
  /// - Parameter ready: Called once clients can connect. The service that it returns runs in front; everything ends
  ///   with it.
  func run(ready: @escaping @Sendable (StackHost) async throws -> (any Service)?) async throws {
    let steps = StepList(isQuiet: isQuiet)
    let host = try await interruptible { try await StackHost.start(stack, steps: steps) }
    do {
      try await serve(host, steps, ready)
    } catch {
      await host.stop()
      throw error
    }
    await host.stop()
  }

  private func serve(
    _ host: StackHost, _ steps: StepList,
    _ ready: @escaping @Sendable (StackHost) async throws -> (any Service)?
  ) async throws {
    let back = try await backGroup(host, steps)
    let running = Task { try await back.run() }
    defer { back.triggerGracefulShutdown() }
    do {
      let front = try await interruptible { try await frontGroup(host, steps, ready) }
      // Whichever ends first takes the other with it.
      let watch = Task {
        defer { front.triggerGracefulShutdown() }
        try await running.value
      }
      try await front.run()
      back.triggerGracefulShutdown()
      try await watch.value
    } catch {
      back.triggerGracefulShutdown()
      try? await running.value
      throw error
    }
  }

  /// The server.
  ///
  /// It shuts down after everything in front of it, so that what is still sent arrives.
  private func backGroup(_ host: StackHost, _ steps: StepList) async throws -> ServiceGroup {
    var services: [any Service] = [UntilShutdown()]
    if server {
      services += try await interruptible {
        try await steps.step("Server: tables, functions, roles") {
          try await ServerWiring(host.backends, name: ServerName.make()).services()
        }
      }
    }
    return ServiceGroup(
      services: services.map { ServiceConfiguration(service: $0) },
      maximumGracefulShutdownDuration: .shutdownPatience, logger: logger)
  }

  private func frontGroup(
    _ host: StackHost, _ steps: StepList, _ ready: @Sendable (StackHost) async throws -> (any Service)?
  ) async throws -> ServiceGroup {
    try await host.publish(as: stack.names)
    var services = [ServiceConfiguration(service: StackWatch(host.stack, delay: stack.restartAfter))]
    if let crowd {
      let service = crowd.service(host.backends)
      try await service.prepare(steps)
      services.append(ServiceConfiguration(service: service))
    }
    if let last = try await ready(host) {
      services.append(
        ServiceConfiguration(service: last, successTerminationBehavior: .gracefullyShutdownGroup))
    }
    fflush(nil)
    return ServiceGroup(
      services: services, gracefulShutdownSignals: [.sigint, .sigterm, .sighup],
      maximumGracefulShutdownDuration: patience, logger: logger)
  }
}

/// Runs `body` so that Ctrl-C and its kin cancel it.
func interruptible<Result: Sendable>(
  _ body: @escaping @Sendable () async throws -> Result
) async throws -> Result {
  let signals = try UnixSignalsSequence(trapping: .sigint, .sigterm, .sighup)
  defer { signals.stop() }
  let task = Task { try await body() }
  let watch = Task { for await _ in signals { task.cancel() } }
  defer { watch.cancel() }
  return try await task.value
}

/// Does nothing until the shutdown, so that a group without other services lives.
struct UntilShutdown: Service {
  func run() async throws {
    try await gracefulShutdown()
  }
}
