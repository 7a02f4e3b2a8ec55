import ChatModel
import Foundation
import Kafka
import Postgres
import TestSupport
import Testing

/// PostgreSQL is restored from a backup that is older than what Redis and the log have.
@Suite("A database that is restored from an older backup", .timeLimit(.minutes(20)))
struct RestoredDatabaseTests {
  @Test("under a running server the counts are right again, of what the database is now")
  func running() async throws {
    try await System.run(.inProcess) { system in
      let world = try await system.addWorld(users: 20, channels: 3)
      var server = try await system.serve()
      let copies = try Copies(of: system)
      _ = try await Load.run(on: system, world) { load in try await load.expectStored(200) }
      try await system.expectNoDifference(in: world)
      await server.kill9()
      try await copies.make()
      server = try await system.serve()
      // All of it is read, so that counters which are ahead would count nothing for long.
      _ = try await Load.run(on: system, world) { load in try await load.expectStored(300) }
      try await system.expectNoDifference(in: world)
      let before = try await system.store.heads()
      let screen = try await system.screen(of: world.users[1], "--channel", world.channels[0].rawValue)
      try await screen.shows("redis ●", "kafka ●", "db ●")
      try await copies.putBack()
      try await eventually("the server has noticed") {
        system.logged(by: 2).contains("the database has gone back")
      }
      let author = world.users[0]
      for (index, channel) in world.channels.enumerated() {
        try await system.say("after the restore", by: author, in: channel, id: "after-\(index)")
      }
      try await eventually("what is said is stored", within: .seconds(120)) {
        try await system.pool.query("SELECT FROM messages WHERE client_id LIKE 'after-%'").count == 3
      }
      let after = try await system.store.heads()
      #expect(world.channels.allSatisfy { after[$0, default: 0] < before[$0, default: 0] })
      // The client has had the old messages before its eyes.
      try await eventually("the screen shows what is there now", within: .seconds(60)) {
        try await screen.press("G")
        return try await screen.text().contains("after the restore")
      }
      // What is unread above is of no concern to a mark. A head of before would be rejected.
      try await eventually("it can be marked as read", within: .seconds(60)) {
        try await screen.press("m")
        return try await system.store.readPositions(in: world.channels[0])[world.users[1]]
          == after[world.channels[0]]
      }
      try await system.expectNoDifference(in: world)
      await copies.close()
    }
  }

  @Test("with the log read again from before the backup, the messages first, nothing is missing")
  func readAgain() async throws {
    try await System.run(.apache) { system in
      let world = try await system.addWorld(users: 20, channels: 3)
      var server = try await system.serve()
      let copies = try Copies(of: system)
      let load = try await Load.run(on: system, world) { load in
        try await load.expectStored(200)
        await server.kill9()
        try await copies.make()
        server = try await system.serve()
        try await load.expectStored(300)
      }
      await server.kill9()
      try await copies.putBack()
      for topic in [system.topics.messages, system.topics.receipts] {
        try await rewind(topic, in: system)
      }
      let messages = try await system.serve("--role", "messages")
      try await eventually("the messages are stored again", within: .seconds(120)) {
        try await system.lag(system.topics.messages) == 0
      }
      _ = try await system.serve()
      try await load.expectEverythingCounted()
      await messages.kill9()
      await copies.close()
    }
  }

  /// Sets a group back to the beginning of its topic, as `kafka-consumer-groups.sh --reset-offsets` does.
  private func rewind(_ topic: String, in system: System) async throws {
    let kafka = KafkaConfiguration(brokers: system.endpoints.kafkaBrokers)
    let consumer = try KafkaConsumer(kafka, group: topic, topics: [topic])
    try await consumer.pause()
    let all = (0..<Int32(System.partitions)).map { TopicPartition(topic: topic, partition: $0) }
    try await eventually("the group is ours", within: .seconds(60)) {
      _ = try await consumer.poll(max: 1, wait: .milliseconds(100))
      return try await consumer.assignment().count == all.count
    }
    try await consumer.commit(Dictionary(uniqueKeysWithValues: all.map { ($0, 0) }))
    await consumer.close()
  }
}

/// A copy of a system's database, inside its own server.
private struct Copies {
  private let administration: PostgresPool
  private let name: String

  init(of system: System) throws {
    let url = try #require(URLComponents(string: system.endpoints.databaseURL))
    name = String(url.path.dropFirst())
    var other = url
    other.path = "/postgres"
    administration = PostgresPool(try #require(other.string), name: "copies", size: 1)
  }

  /// Copies the database, which nobody may use meanwhile.
  func make() async throws {
    try await eventually("the database is copied") {
      try await administration.query(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1", [.text(name)])
      return (try? await administration.execute(script: "CREATE DATABASE copy TEMPLATE \(name)")) != nil
    }
  }

  /// Puts the copy in the place of the database.
  func putBack() async throws {
    try await administration.execute(script: "DROP DATABASE \(name) WITH (FORCE)")
    try await administration.execute(script: "ALTER DATABASE copy RENAME TO \(name)")
  }

  func close() async { await administration.close() }
}
