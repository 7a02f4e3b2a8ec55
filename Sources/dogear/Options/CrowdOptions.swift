import Arguments
import Crowd

/// How the crowd behaves.
struct CrowdOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Messages a minute; 0 pauses the crowd.", valueName: "n"), configuration: "crowd.rate")
  var rate = 60.0

  @Option(help: ArgumentHelp("How many users there are.", valueName: "n"))
  var users = World.usualSize

  @Option(help: ArgumentHelp("Another seed makes another crowd.", valueName: "n"))
  var seed = 1

  func validate() throws {
    guard rate >= 0, rate <= CrowdRate.most else {
      throw ValidationError("--rate must be 0 to \(Int(CrowdRate.most)) messages a minute")
    }
    guard users >= 50, users <= 1_000_000 else { throw ValidationError("--users must be 50 to 1000000") }
    guard seed >= 0 else { throw ValidationError("--seed must not be negative") }
  }

  func service(_ backends: Backends) -> CrowdService {
    CrowdService(backends, rate: CrowdRate(perMinute: rate), size: users, seed: UInt64(seed))
  }
}
