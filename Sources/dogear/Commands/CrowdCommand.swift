import Arguments
import Redis
import Service

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
