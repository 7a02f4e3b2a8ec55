import ChatModel
import Kafka
import Redis
import TestSupport
import Testing

@Suite("What it costs", .timeLimit(.minutes(20)))
struct CostTests {
  @Test("a fan-out to 1,000 members is a handful of Redis round trips", arguments: Broker.allCases)
  func fanOut(broker: Broker) async throws {
    try await System.run(broker) { system in
      // Redis notes every command, and whose it is.
      for (setting, value) in [("slowlog-log-slower-than", "0"), ("slowlog-max-len", "1000000")] {
        _ = try await system.redis.send(["CONFIG", "SET", setting, value])
      }
      _ = try await system.serve("--role", "messages")
      let world = try await system.addWorld(users: 1_000, channels: 1)
      // The first message pays for joining the group and learning the members.
      try await send(1, system, world)
      let before = try await measure(system)
      let began = ContinuousClock.now
      try await send(2, system, world)
      let after = try await measure(system)
      let seconds = Int64((ContinuousClock.now - began) / .seconds(1)) + 1
      // One call a bucket and one for the author.
      #expect(after.calls - before.calls <= Bucket.usualCount + 1)
      #expect(after.calls - before.calls >= Bucket.usualCount, "they are seen at all")
      // The fan-out, its notices, our own measurements, and what the server looks at meanwhile, a dozen times a second.
      #expect(after.reads - before.reads <= 40 + 20 * seconds)
      try await commits(system, world)
    }
  }

  private func send(_ number: Int, _ system: System, _ world: World) async throws {
    try await system.say("hello", by: world.users[0], in: world.channels[0], id: "\(number)")
    try await eventually("it is committed") { try await system.lag(system.topics.messages) == 0 }
    try await eventually("everybody's badge counts it") {
      // Not by a function: those are what is being counted.
      let key =
        "dogear:{\(Bucket(of: world.users[999], among: Bucket.usualCount))}:state:\(world.users[999])"
      return try await system.redis.send(["HGET", key, "channel-0"]).string?.hasPrefix("\(number) ") == true
    }
  }

  private func measure(_ system: System) async throws -> (calls: Int, reads: Int64) {
    let statistics = try await system.redis.send(["INFO", "stats"]).string ?? ""
    return (try await calls(system), number(after: "total_reads_processed:", in: statistics) ?? 0)
  }

  /// Calls of functions, without those of the sampler, which looks at some users a second whatever happens.
  private func calls(_ system: System) async throws -> Int {
    let log = try await system.redis.send(["SLOWLOG", "GET", "-1"]).array ?? []
    return log.count { entry in
      let fields = entry.array ?? []
      return fields.count > 5 && fields[3].array?.first?.string == "FCALL"
        && fields[5].string != "dogear-sample"
    }
  }

  private func number(after word: String, in text: String) -> Int64? {
    guard let range = text.firstRange(of: word) else { return nil }
    return Int64(text[range.upperBound...].prefix(while: \.isNumber))
  }

  /// Under load, one transaction covers many messages and receipts.
  private func commits(_ system: System, _ world: World) async throws {
    _ = try await system.serve("--role", "receipts")
    let before = try await transactions(system)
    let (author, channel) = (world.users[0], world.channels[0])
    let messages = try (0..<2_000).map { number in
      LogEntry(
        try MessageEvent(id: "load-\(number)", channel: channel, author: author, body: "x"),
        topics: system.topics)
    }
    let receipts = try (0..<8_000).map { number in
      let reader = UserChannel(world.users[number % 1_000], channel)
      return LogEntry(
        try ReceiptEvent(reader, .read, seq: 1 + Int64(number % 2), epoch: 0), topics: system.topics)
    }
    try await system.producer.send(
      (messages + receipts).map { KafkaMessage(topic: $0.topic, key: $0.key, value: $0.value) })
    try await eventually("everything is consumed") {
      try await system.lag(system.topics.messages) + system.lag(system.topics.receipts) == 0
    }
    let used = try await transactions(system) - before
    #expect(used * 50 <= Int64(messages.count + receipts.count), "\(used) transactions")
  }

  /// Transactions that wrote something so far, by the number that the next one gets.
  private func transactions(_ system: System) async throws -> Int64 {
    try await system.pool.query("SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint").first?.bigint(
      0) ?? 0
  }
}
