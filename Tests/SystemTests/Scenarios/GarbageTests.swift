import ChatModel
import Kafka
import TestSupport
import Testing

@Suite("Garbage in the log", .timeLimit(.minutes(20)))
struct GarbageTests {
  /// A record that somebody appends, and what becomes of it.
  struct Case {
    enum Fate {
      /// It is buried with a reason that contains these words.
      case buried(String)
      case stored
    }

    let name: String
    let topic: String
    var key: [UInt8]? = Array("key".utf8)
    let value: [UInt8]?
    let fate: Fate
  }

  @Test(
    "is buried with its place, reason and bytes, or stored as it is, and the server goes on",
    arguments: Broker.allCases)
  func garbage(broker: Broker) async throws {
    try await System.run(broker, topicSettings: ["max.message.bytes": "20000000"]) { system in
      let world = try await system.addWorld(users: 3, channels: 2)
      try await system.store.add(users: [UserID(stored: "outsider")], channels: [], memberships: [])
      let server = try await system.serve()
      try await system.say("before", by: world.users[0], in: world.channels[0], id: "before")
      try await eventually("the channel has a head") { try await system.storedMessages() == 1 }
      var buried: [(Case, KafkaDelivery)] = []
      var stored = 1
      for garbage in messages(system) + receipts(system) + huge(system, broker) {
        let delivery = try await system.producer.send(
          KafkaMessage(topic: garbage.topic, key: garbage.key, value: garbage.value))
        if case .buried = garbage.fate { buried.append((garbage, delivery)) } else { stored += 1 }
      }
      try await system.say("after", by: world.users[0], in: world.channels[0], id: "after")
      try await eventually("everything is consumed") {
        try await system.lag(system.topics.messages) + system.lag(system.topics.receipts) == 0
      }
      #expect(try await system.storedMessages() == Int64(stored) + 1)
      try await expectBuried(buried, system)
      #expect(try await storedBody("hostile", system) == Self.hostileBody)
      try await system.expectNoDifference(in: world)
      #expect(server.isRunning)
    }
  }

  static let hostileBody = "\u{1b}]0;owned\u{7}\u{1b}[2J \u{202e}txet\u{202c} \u{2066}\u{200b}"

  private func messages(_ system: System) -> [Case] {
    func json(_ text: String, _ fate: Case.Fate, name: String) -> Case {
      Case(name: name, topic: system.topics.messages, value: Array(text.utf8), fate: fate)
    }
    func message(_ id: String, _ channel: String, _ author: String, _ body: String, _ fate: Case.Fate) -> Case
    {
      let text = #"{"v":1,"id":"\#(id)","channel":"\#(channel)","author":"\#(author)","body":"\#(body)"}"#
      return json(text, fate, name: "\(id) \(channel) \(author)")
    }
    let escaped = Self.hostileBody.unicodeScalars.map { scalar in
      let hexadecimal = String(scalar.value, radix: 16)
      return "\\u" + String(repeating: "0", count: 4 - hexadecimal.count) + hexadecimal
    }.joined()
    return [
      json("", .buried("not JSON"), name: "empty"),
      json("{", .buried("not JSON"), name: "half"),
      json("[1,2]", .buried("not a JSON object"), name: "array"),
      json(#"{"v":1}"#, .buried("missing"), name: "no fields"),
      json(#"{"v":99,"text":"from the future"}"#, .buried("version 99"), name: "future"),
      json(String(repeating: "[", count: 60_000), .buried("not JSON"), name: "deep"),
      Case(
        name: "bytes", topic: system.topics.messages, value: [0xff, 0xfe, 0x00], fate: .buried("not JSON")),
      Case(name: "tombstone", topic: system.topics.messages, value: nil, fate: .buried("no value")),
      Case(name: "no key", topic: system.topics.messages, key: nil, value: nil, fate: .buried("no value")),
      message("m1", "channel-0", "nobody", "hi", .buried("no user")),
      message("m2", "nowhere", "user-0", "hi", .buried("no channel")),
      message("m3", "channel-0", "outsider", "hi", .buried("not a member")),
      message("m4", "channel-0", "user-0", " ", .buried("no text")),
      message("m5", "channel-0", "user-0", String(repeating: "x", count: 8_193), .buried("8193 bytes")),
      message("m6", "dm.user-0.user-1", "user-2", "hi", .buried("not a member")),
      message("hostile", "channel-0", "user-0", escaped, .stored),
      message("before", "channel-1", "user-0", "taken", .buried("belongs to another")),
      message("twice", "channel-1", "user-0", "once", .stored),
      message("nul", "channel-1", "user-0", #"a\u0000b"#, .stored),
    ]
  }

  private func receipts(_ system: System) -> [Case] {
    func receipt(_ user: String, _ channel: String, _ rest: String, _ reason: String) -> Case {
      Case(
        name: "\(user) \(channel) \(rest)", topic: system.topics.receipts,
        value: Array(#"{"v":1,"user":"\#(user)","channel":"\#(channel)",\#(rest)}"#.utf8),
        fate: .buried(reason))
    }
    return [
      Case(
        name: "words", topic: system.topics.receipts, value: Array("read it".utf8), fate: .buried("not JSON")),
      Case(name: "tombstone", topic: system.topics.receipts, value: nil, fate: .buried("no value")),
      receipt("nobody", "channel-0", #""seq":1"#, "no user"),
      receipt("user-0", "nowhere", #""seq":1"#, "no channel"),
      receipt("outsider", "channel-0", #""seq":1"#, "not a member"),
      receipt("user-0", "channel-0", #""seq":0"#, "seq 0"),
      receipt("user-0", "channel-0", #""seq":-1"#, "seq -1"),
      receipt("user-0", "channel-0", #""seq":9223372036854775807"#, "seq 9223372036854775807"),
      receipt("user-0", "channel-0", #""seq":9223372036854775808"#, "not an event"),
      receipt("user-0", "channel-0", #""seq":1000"#, "above the channel's head"),
      receipt("user-0", "channel-0", #""seq":1,"epoch":1000001"#, "epoch 1000001"),
    ]
  }

  /// As large as the broker takes it: the in-process one keeps 5 MB a partition.
  private func huge(_ system: System, _ broker: Broker) -> [Case] {
    let bytes = broker == .apache ? 10_000_000 : 2_000_000
    let body = String(repeating: "x", count: bytes)
    let text = #"{"v":1,"id":"huge","channel":"channel-0","author":"user-0","body":"\#(body)"}"#
    let key = [UInt8](repeating: UInt8(ascii: "k"), count: 990_000)
    return [
      Case(
        name: "huge", topic: system.topics.messages, value: Array(text.utf8),
        fate: .buried("more than the 65536")),
      Case(
        name: "huge key", topic: system.topics.receipts, key: key,
        value: [UInt8](repeating: UInt8(ascii: "v"), count: 70_000), fate: .buried("more than the 65536")),
    ]
  }

  private func expectBuried(_ cases: [(Case, KafkaDelivery)], _ system: System) async throws {
    let letters = try await system.deadLetters()
    // A rebalance in mid-batch delivers a record again, and its letter is written again: the place tells them apart.
    let places = Set(
      letters.map { letter in ["topic", "partition", "offset"].map { name in header(name, letter) } })
    #expect(places.count == cases.count)
    for (garbage, delivery) in cases {
      guard case .buried(let reason) = garbage.fate else { continue }
      let letter = try #require(
        letters.first { letter in
          header("topic", letter) == garbage.topic && header("partition", letter) == "\(delivery.partition)"
            && header("offset", letter) == "\(delivery.offset)"
        }, "no dead letter for \(garbage.name)")
      #expect(header("reason", letter).contains(reason), "\(garbage.name)")
      #expect(
        letter.key == garbage.key.map { Array($0.prefix(EventFormat.mostEventBytes)) }, "\(garbage.name)")
      #expect(
        letter.value == garbage.value.map { Array($0.prefix(EventFormat.mostEventBytes)) }, "\(garbage.name)")
    }
  }

  private func header(_ name: String, _ record: KafkaRecord) -> String {
    record.headers.first { $0.name == name }.map { String(decoding: $0.value, as: UTF8.self) } ?? ""
  }

  private func storedBody(_ id: String, _ system: System) async throws -> String? {
    try await system.pool.query("SELECT body FROM messages WHERE client_id = $1", [.text(id)]).first?.text(0)
  }
}
