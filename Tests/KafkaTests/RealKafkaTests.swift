import Kafka
import TestSupport
import Testing

@Suite(.enabled(if: RealKafka.home != nil, "KAFKA_HOME is not set"), .timeLimit(.minutes(20)))
struct RealKafkaTests {
  @Test("topics are created once, and deleted")
  func topics() async throws {
    let kafka = try await RealKafka.shared.value
    let admin = try KafkaAdmin(kafka.configuration)
    let topic = KafkaTopic(
      name: uniqueName("topic"), partitions: 3, settings: ["cleanup.policy": "compact"])
    try await admin.createTopics([topic])
    try await admin.createTopics([topic])
    try await eventually("the topic is known") { try await admin.partitions(of: topic.name) == 3 }
    try await admin.deleteTopics([topic.name])
    try await admin.deleteTopics([topic.name])
    try await eventually("the topic is gone") { try await admin.partitions(of: topic.name) == 0 }
    await admin.close()
  }

  @Test("a topic that cannot be created is named in the error")
  func impossibleTopic() async throws {
    let kafka = try await RealKafka.shared.value
    let admin = try KafkaAdmin(kafka.configuration)
    let error = await failure {
      try await admin.createTopics([KafkaTopic(name: "too-many-replicas", partitions: 1, replication: 3)])
    }
    #expect(error?.description.contains("too-many-replicas") == true)
    await admin.close()
  }

  @Test("nothing is skipped or seen twice while members come and go")
  func comingAndGoing() async throws {
    let cluster = TestCluster(configuration: try await RealKafka.shared.value.configuration)
    let topic = try await cluster.topic(partitions: 4)
    let group = uniqueName("group")
    let rounds = 8
    let staying = try GroupMember(cluster.configuration, group: group, topic: topic, commitsOnRevoke: true)
    var seenByOthers: [KafkaRecord] = []
    for round in 0..<rounds {
      let other = try GroupMember(cluster.configuration, group: group, topic: topic, commitsOnRevoke: true)
      try await cluster.send(
        (0..<200).map { KafkaMessage(topic, "\(round)/\($0)", partition: Int32($0 % 4)) })
      try await eventually("both have their share") {
        staying.partitions.count == 2 && other.partitions.count == 2
      }
      await other.close()
      seenByOthers += other.records
    }
    let seen = { (staying.records + seenByOthers).map(\.text) }
    try await eventually("everything is seen") { Set(seen()).count == rounds * 200 }
    #expect(seen().count == rounds * 200)
    await staying.close()
  }

  @Test("nothing that was acknowledged is lost when the broker is killed and restarted")
  func killAndRestart() async throws {
    let kafka = try await RealKafka.start()
    let cluster = TestCluster(configuration: kafka.configuration)
    let topic = try await cluster.topic(partitions: 2)
    let producer = try KafkaProducer(kafka.configuration, deliveryTimeout: .seconds(300))
    let acknowledged = Recorder<String>()
    let member = try GroupMember(kafka.configuration, group: "g", topic: topic, commitsOnRevoke: true)
    let sending = Task {
      var number = 0
      while !Task.isCancelled {
        let text = "\(number)"
        try await producer.send(KafkaMessage(topic, key: text, text))
        acknowledged.append(text)
        number += 1
      }
    }
    try await eventually("messages flow") { acknowledged.values.count > 200 && !member.records.isEmpty }
    await kafka.kill()
    let before = acknowledged.values.count
    try await kafka.launch()
    // Each waits for the one before; beside all other tests that takes what it takes.
    try await eventually("messages flow again", within: .seconds(120)) {
      acknowledged.values.count > before + 20
    }
    sending.cancel()
    try await sending.value
    try await eventually("all that was acknowledged is read", within: .seconds(60)) {
      Set(member.records.map(\.text)).isSuperset(of: acknowledged.values)
    }
    await member.close()
    await producer.close()
    await kafka.close()
  }
}
