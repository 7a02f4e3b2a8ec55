import ChatModel
import Crowd
import Glibc
import Simulation
import Stack
import Stores

/// Pulls plugs out of a throwaway system and, where they do not come back by themselves, puts them in again.
struct FaultPuller: Sendable {
  let host: StackHost
  let fleet: ServerFleet
  let population: Population
  /// How long what stands still stands still.
  let freeze: Duration

  /// How long what was killed stays down.
  static let outage: Duration = .seconds(1)
  /// Users whose counters are lost.
  private static let lostUsers = 200
  private static let malformed = 10_000

  /// Does it, and returns when it is over.
  /// - Returns: How many events it has seen lost itself, of those that the load does not know of.
  func pull(_ fault: Fault, _ random: inout SplitMix) async throws -> Int {
    let backends = host.backends
    let clients = ClientFaults(host: host, population: population)
    switch fault {
    case .killClients: return try await clients.killed(&random)
    case .fillDisk: return try await clients.onFullDisk(&random)
    case .stepClock: try await stepClock()
    case .killServer: try await kill([await anyServer(&random)])
    case .killServers: try await kill(Array(0..<(await fleet.count)))
    case .stormServers:
      for _ in 0..<6 { try await kill([await anyServer(&random)], for: .milliseconds(300)) }
    case .joinServers: try await joinServers()
    case .freezeServer:
      let server = await anyServer(&random)
      await fleet.signal(SIGSTOP, server)
      try await Task.sleep(for: freeze)
      await fleet.signal(SIGCONT, server)
    case .killRedis: try await kill(.redis)
    case .killPostgres: try await kill(.postgres)
    case .killKafka: try await kill(.kafka)
    case .freezeRedis: try await freeze(.redis)
    case .freezePostgres: try await freeze(.postgres)
    case .freezeKafka: try await freeze(.kafka)
    case .flushRedis: try await redis { _ = try await $0.send(["FLUSHALL"]) }
    case .flushFunctions: try await redis { _ = try await $0.send(["FUNCTION", "FLUSH"]) }
    case .fillRedis: try await squeezeRedis("maxmemory", "1mb")
    case .cutRedis: try await redis(Self.cutRedis)
    case .refuseRedis: try await squeezeRedis("maxclients", "1", Self.cutRedis)
    case .cutPostgres: try await postgres { try await $0.execute(script: Self.cutPostgres) }
    case .refusePostgres: try await refusePostgres()
    case .lockPostgres: try await lockPostgres()
    case .loseKeys: try await loseKeys(backends, &random)
    case .addPartitions: try await addPartitions(backends)
    case .garble: try await garble(backends, &random)
    }
    return 0
  }

  /// Some users' counters are gone, and their owners look: what a client does when it starts.
  private func loseKeys(_ backends: Backends, _ random: inout SplitMix) async throws {
    let counters = backends.counters(name: "dogear-faults", loading: false)
    let store = backends.store(name: "dogear-faults", connections: 1)
    let users = (0..<min(Self.lostUsers, population.plan.users)).map { _ in
      Int.random(in: 0..<population.plan.users, using: &random)
    }
    for user in users {
      let channels = population.slots(of: user).map { population.channelID(population.channel(of: $0)) }
      try await counters.remove(channels.map { UserChannel(population.user(user), $0) })
    }
    for user in users {
      let channels = population.slots(of: user).map { population.channelID(population.channel(of: $0)) }
      let found = try await counters.counters(of: population.user(user), in: nil, listing: [])
      let missing = channels.filter { found[$0] == nil }
      _ = try await counters.restore(missing, of: population.user(user), from: store)
    }
  }

  /// One partition more for each topic; the load, and the servers that work off what it sends there, learn of it a little
  /// later.
  private func addPartitions(_ backends: Backends) async throws {
    let admin = try backends.admin()
    let progress = backends.progress(admin)
    for (topic, log) in [
      (backends.topics.messages, progress.messages), (backends.topics.receipts, progress.receipts),
    ] {
      let count = try await admin.partitions(of: topic)
      try await admin.setPartitions(of: topic, to: count + 1)
      let new = LogPartition(topic: topic, partition: Int32(count))
      try await waitUntil("the first commit in the new partition of \(topic)") {
        (try? await log.progress())?[new].map { $0.committed > 0 } ?? false
      }
    }
    await admin.close()
  }

  private func garble(_ backends: Backends, _ random: inout SplitMix) async throws {
    let producer = try backends.producer()
    let (user, channel) = (population.user(0), population.channelID(0))
    let texts = [
      "not JSON", "{", "[]", #"{"v":99}"#, #"{"v":1,"user":"nobody","channel":"\#(channel)","seq":1}"#,
      #"{"v":1,"user":"\#(user)","channel":"nowhere","seq":1}"#,
      #"{"v":1,"user":"\#(user)","channel":"\#(channel)","seq":-1}"#,
      #"{"v":1,"user":"\#(user)","channel":"\#(channel)","seq":9007199254740991}"#,
      #"{"v":1,"id":"x","channel":"nowhere","author":"\#(user)","body":"hi"}"#,
    ]
    let topics = [backends.topics.messages, backends.topics.receipts]
    try await KafkaEventSink(producer).append(
      (0..<Self.malformed).map { number in
        LogEntry(
          topic: topics[Int.random(in: 0...1, using: &random)], key: Array("\(number)".utf8),
          value: Array(texts[Int.random(in: 0..<texts.count, using: &random)].utf8))
      })
    await producer.close()
  }
}
