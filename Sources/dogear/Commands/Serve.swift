import Arguments
import Service

/// `dogear serve`: the server, any subset of its roles.
struct Serve: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Run a server against a running stack or given services.",
    discussion: """
      Any number of servers share the work. Ctrl-C or SIGTERM ends it gracefully: batches in flight are finished and \
      their offsets committed.
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

  @Flag(
    help: ArgumentHelp("End when standard input ends: for whoever starts servers.", visibility: .hidden))
  var untilInputEnds = false

  func validate() throws {
    guard syncInterval >= .milliseconds(10) else {
      throw ValidationError("--sync-interval must be 10ms or more")
    }
  }

  func run() async throws {
    try log.start()
    if untilInputEnds { PartProcess.endWithParent() }
    let backends = try Backends(try connection.resolve())
    let name = ServerName.make()
    let logger = Logger(label: "server")
    let admin = try backends.admin()
    try await TopicSetup.create(backends.topics, on: admin)
    await admin.close()
    let wanted = roles.isEmpty ? Set(Role.allCases) : Set(roles)
    let services = try await ServerWiring(backends, roles: wanted, name: name, interval: syncInterval)
      .services()
    let names = wanted.map(\.rawValue).sorted().joined(separator: ",")
    logger.info("serving", metadata: ["server": "\(name)", "roles": "\(names)"])
    try await ServiceGroup(
      services: services.map { ServiceConfiguration(service: $0) },
      gracefulShutdownSignals: [.sigint, .sigterm, .sighup],
      maximumGracefulShutdownDuration: .shutdownPatience, logger: logger
    ).run()
    logger.info("ended", metadata: ["server": "\(name)"])
  }
}
