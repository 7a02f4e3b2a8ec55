import Arguments
import ChatModel
import ChatServer
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
    let store = backends.store(name: "dogear-rebuild", connections: 1)
    let counters = backends.counters(name: "dogear-rebuild", loading: true)
    for bucket in counters.buckets { try await counters.close(bucket) }
    var flow = RebuildFlow(
      counters: counters, truth: store,
      notices: RedisNoticePublisher(backends.redisConnection(name: "dogear-rebuild-notices")),
      token: ServerName.make())
    var restored = 0
    // A server may build some of the buckets; all of them have to be open at the end.
    while try await !counters.unbuilt().isEmpty {
      switch try await flow.step() {
      case .finished(let report): restored += report.written
      case .idle: try await Task.sleep(for: .milliseconds(50))
      case .stepped: break
      }
    }
    // Last: what a server was saving when the counters were thrown away is saved by now.
    try await store.forgetImpossibleSnapshots()
    print("\(counters.buckets.count) buckets are built anew, \(restored) counters of them by this command.")
  }
}
