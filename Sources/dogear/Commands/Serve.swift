import Arguments
import Service

/// `dogear serve`: the server, any subset of its roles.
struct Serve: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Run a server against a running stack or given services.",
    discussion: """
      Any number of servers share the work. Ctrl-C or SIGTERM ends it gracefully: batches in flight are finished and \
      their offsets committed. A server that starts while a service is down waits for it.
      """,
    examples: [
      CommandExample("dogear serve", "All roles, on the running stack."),
      CommandExample("dogear serve --role receipts --log-format json", "One role, logging JSON."),
    ])

  @OptionGroup var connection: ConnectionOptions
  @OptionGroup var log: LogOptions

  @Option(name: .customLong("role"), help: "A role to take on; repeat it for several. All, if none is given.")
  var roles: [Role] = []

  @Option(help: "How often counters are saved to the database.", configuration: "server.sync-interval")
  var syncInterval: Duration = .seconds(1)

  @Option(
    help: "Into how many partitions topics are cut that do not exist yet.", configuration: "server.partitions"
  )
  var partitions = TopicSetup.partitions

  @Flag(
    help: ArgumentHelp("End when standard input ends: for whoever starts servers.", visibility: .hidden))
  var untilInputEnds = false

  func validate() throws {
    guard syncInterval >= .milliseconds(10) else {
      throw ValidationError("--sync-interval must be 10ms or more")
    }
    guard (1...TopicSetup.mostPartitions).contains(partitions) else {
      throw ValidationError("--partitions must be 1 to \(TopicSetup.mostPartitions)")
    }
  }

  func run() async throws {
    try log.start()
    if untilInputEnds { PartProcess.endWithParent() }
    let backends = try Backends(try connection.resolve())
    let name = ServerName.make()
    let logger = Logger(label: "server")
    let wanted = roles.isEmpty ? Set(Role.allCases) : Set(roles)
    let wiring = ServerWiring(backends, roles: wanted, name: name, interval: syncInterval)
    let services: [any Service]
    do {
      services = try await interruptible { try await start(wiring, Startup(logger: logger)) }
    } catch is CancellationError {
      logger.info("ended before all services were there", metadata: ["server": "\(name)"])
      return
    }
    let names = wanted.map(\.rawValue).sorted().joined(separator: ",")
    logger.info("serving", metadata: ["server": "\(name)", "roles": "\(names)"])
    try await ServiceGroup(
      services: services.map { ServiceConfiguration(service: $0) },
      gracefulShutdownSignals: [.sigint, .sigterm, .sighup],
      maximumGracefulShutdownDuration: .shutdownPatience, logger: logger
    ).run()
    logger.info("ended", metadata: ["server": "\(name)"])
  }

  /// The services, once Kafka and PostgreSQL have been there; for Redis they wait themselves.
  private func start(_ wiring: ServerWiring, _ startup: Startup) async throws -> [any Service] {
    let backends = wiring.backends
    try await startup.waiting(for: "Kafka at \(backends.endpoints.kafkaBrokers)") {
      try await TopicSetup.create(backends, partitions: partitions)
    }
    return try await startup.waiting(for: "PostgreSQL") { try await wiring.services() }
  }
}
