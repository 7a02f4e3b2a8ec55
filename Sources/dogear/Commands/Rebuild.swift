import Arguments
import ChatModel
import ChatServer
import Redis
import Service
import Stores

/// `dogear rebuild`: repairs all counters from the database.
struct Rebuild: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Throw all counters away and compute them anew.",
    discussion:
      "Clients show their last numbers meanwhile, and say so. Nothing is lost: counters are derived.",
    examples: [CommandExample("dogear rebuild && dogear verify", "Repair, then check.")])

  @OptionGroup var connection: ConnectionOptions

  func run() async throws {
    let backends = try Backends(try connection.resolve())
    // Not as a server's: by that name it is told whether one runs.
    let name = "dogear-rebuild-command"
    let store = backends.store(name: name, connections: 1)
    let counters = backends.counters(name: name, loading: true)
    try await counters.close(counters.buckets)
    var flow = RebuildFlow(
      counters: counters, truth: store,
      notices: RedisNoticePublisher(backends.redisConnection(name: "\(name)-notices")),
      token: ServerName.make())
    var restored = 0
    while true {
      // A server may build some of the buckets; all have to be open at the end, and those of this command announced.
      if flow.isAtRest, try await counters.unbuilt().isEmpty { break }
      switch try await flow.step() {
      case .finished(let report): restored += report.written
      case .idle: try await Task.sleep(for: .milliseconds(50))
      case .stepped: break
      }
    }
    // Last: what a server was saving when the counters were thrown away is saved by now.
    try await store.forgetStrangersSnapshots()
    print("\(counters.buckets.count) buckets are built anew, \(restored) counters of them by this command.")
  }
}

/// `dogear crowd`: changes the pace of a running crowd.
struct CrowdCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "crowd",
    abstract: "Change the pace of the crowd that is talking.",
    examples: [
      CommandExample("dogear crowd 600", "Ten messages a second."),
      CommandExample("dogear crowd 0", "Silence."),
    ])

  @OptionGroup var connection: ConnectionOptions

  @Argument(help: "Messages a minute; 0 pauses the crowd.")
  var rate: Double

  func run() async throws {
    let backends = try Backends(try connection.resolve())
    let redis = backends.redisConnection(name: "dogear-crowd-rate")
    let heard = try await redis.send(["PUBLISH", CrowdService.control, "\(rate)"])
    guard heard.integer ?? 0 > 0 else {
      throw ValidationError("no crowd is talking: start one with `dogear up --crowd`")
    }
    print("The crowd writes \(rate) messages a minute.")
  }
}
