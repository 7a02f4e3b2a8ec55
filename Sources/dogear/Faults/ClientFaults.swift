import ChatClient
import ChatModel
import Crowd
import Foundation
import Simulation
import Stores

/// What goes wrong with clients: real ones, in processes of their own, that mark everything as read.
struct ClientFaults: Sendable {
  let host: StackHost
  let population: Population

  /// How many there are at a time.
  private static let count = 5
  /// In how many channels each is at most.
  private static let channels = 8
  private static let patience: Duration = .seconds(120)
  private static let pause: Duration = .milliseconds(50)
  /// Nothing listens there, and nobody but root could.
  private static let nowhere = "127.0.0.1:1"

  /// Kills clients that cannot reach Kafka and have receipts pending, and starts them again where they can.
  /// - Returns: How many receipts of those that they had kept are not in the database afterwards.
  func killed(_ random: inout SplitMix) async throws -> Int {
    let folder = try BenchFolder()
    let users = try await usersWithUnread(&random)
    let clients = try await start(users.keys.sorted(), in: folder, brokers: Self.nowhere)
    var kept: [UserChannel: Seq] = [:]
    try await until {
      kept = users.keys.reduce(into: [:]) { kept, user in
        for (channel, state) in spool(of: user, in: folder).states {
          kept[UserChannel(user, channel)] = state.position
        }
      }
      return Set(kept.keys.map(\.user)).count == users.count
    }
    for client in clients { client.kill() }
    for client in clients { await client.stop() }
    let again = try await start(users.keys.sorted(), in: folder)
    let lost = try await missing(kept)
    for client in again { await client.stop() }
    return lost
  }

  /// Lets clients run on a full disk.
  /// - Returns: How many of the channels that they marked as read are not read in the database afterwards.
  func onFullDisk(_ random: inout SplitMix) async throws -> Int {
    let folder = try BenchFolder()
    let users = try await usersWithUnread(&random)
    let clients = try await start(users.keys.sorted(), in: folder, prelude: "ulimit -f 0")
    let marked = users.values.reduce(into: [:]) { $0.merge($1) { $1 } }
    let lost = try await missing(marked)
    for client in clients { await client.stop() }
    return lost
  }

  /// Newcomers of whom the load knows nothing, once each has something unread, with the heads up to which they have.
  private func usersWithUnread(_ random: inout SplitMix) async throws -> [UserID: [UserChannel: Seq]] {
    let store = host.backends.store(name: "dogear-faults-clients", connections: 1)
    let users = (0..<Self.count).map { UserID(stored: "client-\(String(random.next(), radix: 36))-\($0)") }
    let channels = (0..<Self.channels).map { _ in
      population.channelID(Int.random(in: 0..<population.plan.channels, using: &random))
    }
    try await store.add(
      users: users, channels: [],
      memberships: users.flatMap { user in Set(channels).map { UserChannel(user, $0) } })
    let counters = host.backends.counters(name: "dogear-faults-clients", loading: false)
    var found: [UserID: [UserChannel: Seq]] = [:]
    try await until {
      for user in users {
        let numbers = try await counters.counters(of: user, in: nil, listing: []).mapValues(\.numbers)
        let unread = numbers.filter { $1.badge(in: $0).unread > 0 }
        found[user] = Dictionary(uniqueKeysWithValues: unread.map { (UserChannel(user, $0), $1.head) })
      }
      return found.values.allSatisfy { !$0.isEmpty }
    }
    return found
  }

  /// Starts a client for each user, and lets it mark all as read.
  private func start(
    _ users: [UserID], in folder: BenchFolder, brokers: String? = nil, prelude: String? = nil
  ) async throws -> [PartProcess] {
    let endpoints = host.backends.endpoints
    var clients: [PartProcess] = []
    for user in users {
      let client = try PartProcess(
        [
          "chat", "--linear", "--user", "\(user)", "--redis-url", endpoints.redisURL, "--database-url",
          endpoints.databaseURL, "--kafka-brokers", brokers ?? endpoints.kafkaBrokers,
        ], environment: folder.environment, prelude: prelude, isHeard: false)
      try await client.type("/all")
      clients.append(client)
    }
    return clients
  }

  /// What a client has kept of its receipts.
  private func spool(of user: UserID, in folder: BenchFolder) -> Spool {
    let path = "\(folder.path)/dogear"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    return names.filter { $0.hasPrefix(StateFile.spool(of: user, "").dropLast(".spool".count)) }.reduce(
      into: Spool()
    ) { spool, name in
      let text = (try? String(contentsOfFile: "\(path)/\(name)", encoding: .utf8)) ?? ""
      spool = Spool(text: spool.text + text)
    }
  }

  /// Waits until the database has all these read positions.
  /// - Returns: How many it does not have in time.
  private func missing(_ positions: [UserChannel: Seq]) async throws -> Int {
    let store = host.backends.store(name: "dogear-faults-clients", connections: 1)
    var missing = positions
    try await until {
      let found = try await store.counters(at: missing.keys.sorted())
      missing = missing.filter { (found[$0.key]?.read.position ?? 0) < $0.value }
      return missing.isEmpty
    }
    return missing.count
  }

  /// Waits for a condition, but not for ever; a service that is away meanwhile is no answer.
  private func until(_ condition: () async throws -> Bool) async throws {
    do {
      try await waitUntil("it", within: Self.patience, every: Self.pause) { (try? await condition()) == true }
    } catch is BenchLate {
      // What is missing then is counted.
    }
  }
}
