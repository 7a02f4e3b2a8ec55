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
    let unread = try await usersWithUnread(&random)
    let users = unread.keys.sorted()
    var kept: [UserChannel: Seq] = [:]
    try await withClients(of: users, in: folder, brokers: Self.nowhere) { clients in
      for client in clients { try await client.type("/all") }
      try await each(users, "the kept receipts") { user in
        for (channel, state) in spool(of: user, in: folder).states {
          kept[UserChannel(user, channel)] = state.position
        }
        return unread[user, default: [:]].allSatisfy { kept[$0.key, default: 0] >= $0.value }
      }
      for client in clients { client.kill() }
    }
    // They mark nothing this time: what they send is what was kept.
    return try await withClients(of: users, in: folder) { _ in try await missing(kept) }
  }

  /// Lets clients run on a full disk.
  /// - Returns: How many of the channels that they marked as read are not read in the database afterwards.
  func onFullDisk(_ random: inout SplitMix) async throws -> Int {
    let folder = try BenchFolder()
    let unread = try await usersWithUnread(&random)
    let marked: [UserChannel: Seq] = unread.values.reduce(into: [:]) { $0.merge($1) { $1 } }
    return try await withClients(of: unread.keys.sorted(), in: folder, prelude: "ulimit -f 0") { clients in
      for client in clients { try await client.type("/all") }
      return try await missing(marked)
    }
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
    try await each(users, "an unread message") { user in
      let numbers = try await counters.counters(of: user, in: nil, listing: []).mapValues(\.numbers)
      let unread = numbers.filter { $1.badge(in: $0).unread > 0 }
      found[user] = Dictionary(uniqueKeysWithValues: unread.map { (UserChannel(user, $0), $1.head) })
      return !unread.isEmpty
    }
    return found
  }

  /// Runs `body` with a client for each user, and ends those that it has not killed.
  private func withClients<Result>(
    of users: [UserID], in folder: BenchFolder, brokers: String? = nil, prelude: String? = nil,
    _ body: ([PartProcess]) async throws -> Result
  ) async throws -> Result {
    let endpoints = host.backends.endpoints
    var clients: [PartProcess] = []
    do {
      for user in users {
        clients.append(
          try PartProcess(
            [
              "chat", "--linear", "--user", "\(user)", "--redis-url", endpoints.redisURL, "--database-url",
              endpoints.databaseURL, "--kafka-brokers", brokers ?? endpoints.kafkaBrokers,
            ], environment: folder.environment, prelude: prelude, isHeard: false))
      }
      let result = try await body(clients)
      for client in clients { await client.stop() }
      return result
    } catch {
      for client in clients { await client.stop() }
      throw error
    }
  }

  /// What a client has kept of its receipts.
  private func spool(of user: UserID, in folder: BenchFolder) -> Spool {
    let path = "\(folder.path)/dogear"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    let kind = StateFile.Kind.receipts(of: user)
    return names.filter { kind.includes($0) }.reduce(into: Spool()) { spool, name in
      let text = (try? String(contentsOfFile: "\(path)/\(name)", encoding: .utf8)) ?? ""
      spool = Spool(text: spool.text + text)
    }
  }

  /// Waits until the database has all these read positions.
  /// - Returns: How many it does not have in time.
  private func missing(_ positions: [UserChannel: Seq]) async throws -> Int {
    let store = host.backends.store(name: "dogear-faults-clients", connections: 1)
    let users = Set(positions.keys.map(\.user)).sorted()
    var missing = positions
    do {
      try await each(users, "what was read") { user in
        let found = try await store.counters(at: missing.keys.filter { $0.user == user }.sorted())
        missing = missing.filter { key, position in
          key.user != user || (found[key]?.read.position ?? 0) < position
        }
        return !missing.keys.contains { $0.user == user }
      }
    } catch is BenchLate {
      // What is missing then is lost.
    }
    return missing.count
  }

  /// Waits until something holds of each user, but not for ever; a service that is away meanwhile is no answer.
  /// - Throws: `BenchLate`, which names those of whom it does not hold in time.
  private func each(_ users: [UserID], _ what: String, holds: (UserID) async throws -> Bool) async throws {
    var waiting = users
    do {
      try await waitUntil(what, within: Self.patience, every: Self.pause) {
        var others: [UserID] = []
        for user in waiting {
          if (try? await holds(user)) != true { others.append(user) }
        }
        waiting = others
        return waiting.isEmpty
      }
    } catch let late as BenchLate {
      let names = waiting.map(\.rawValue).joined(separator: ", ")
      throw BenchLate(what: "\(what) of \(names)", limit: late.limit)
    }
  }
}
