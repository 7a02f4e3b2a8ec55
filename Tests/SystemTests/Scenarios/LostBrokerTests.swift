import ChatModel
import Kafka
import TestSupport
import Testing

/// A cluster of three brokers, of which one is lost for good.
@Suite("A broker that is lost with its disk", .timeLimit(.minutes(20)))
struct LostBrokerTests {
  @Test("nothing that was acknowledged is lost, nor when another one follows after it was replaced")
  func lost() async throws {
    try Broker.apache.require()
    guard let home = Broker.home else { return }
    var trio: (cluster: BrokerTrio, nodes: [Program])?
    let start = {
      let started = try await BrokerTrio.start(home: home)
      trio = started
      return started.0.brokers
    }
    try await System.run(.apache, on: start) { system in
      let (cluster, started) = try #require(trio)
      var nodes = started
      _ = try await system.serve("--partitions", "6")
      try await eventually("the server has made the topics as it was told") {
        try await system.admin.partitions(of: system.topics.receipts) == 6
      }
      try await expectTwoInSync(system, home)
      let world = try await system.addWorld(users: 30, channels: 4)
      _ = try await system.serve()
      let load = try await Load.run(on: system, world) { load in
        try await load.expectStored(200)
        await nodes[1].kill9()
        try cluster.loseDisk(1)
        try await load.expectStored(200, within: .seconds(180))
        let doctor = try await system.dogear("doctor")
        #expect(doctor.end == .exited(1))
        #expect(doctor.output.contains("partitions are not on all their brokers"), "\(doctor.output)")
        // Another one with an empty disk takes its place, and has caught up when a second one may go.
        nodes[1] = try await cluster.startNode(1)
        try await cluster.expectBrokers(BrokerTrio.size)
        try await load.expectStored(100, within: .seconds(180))
        try await expectInSync(system)
        await nodes[2].kill9()
        try cluster.loseDisk(2)
        try await load.expectStored(200, within: .seconds(180))
      }
      try await load.expectEverythingCounted()
      for node in nodes { await node.kill9() }
    }
  }

  /// What producers wait for is on two brokers at least.
  private func expectTwoInSync(_ system: System, _ home: String) async throws {
    for topic in [system.topics.messages, system.topics.receipts, system.topics.deadLetters] {
      let described = try await Program.start(
        [
          "\(home)/bin/kafka-topics.sh", "--bootstrap-server", system.endpoints.kafkaBrokers, "--describe",
          "--topic", topic,
        ], environment: system.environment)
      #expect(try await described.ended() == .exited(0), "\(described.errors)")
      #expect(described.output.contains("min.insync.replicas=2"), "\(described.output)")
    }
  }

  /// Waits until every partition is on all brokers.
  private func expectInSync(_ system: System) async throws {
    try await eventually("every partition is on three brokers", within: .seconds(180)) {
      for topic in [system.topics.messages, system.topics.receipts, system.topics.deadLetters] {
        let replicas = try await system.admin.replicas(of: topic)
        guard replicas.allSatisfy({ $0 == KafkaReplicas(assigned: BrokerTrio.size, inSync: BrokerTrio.size) })
        else { return false }
      }
      return true
    }
  }
}
