import ChatModel
import Crowd
import Measure
import Postgres
import Stores

/// Messages poured into Kafka until every one is counted for every member.
struct Pour: Sendable {
  let backends: Backends
  let town: BenchTown
  let messages: Int
  let seed: UInt64

  /// How long a batch of this machine may take at worst.
  private static let patience: Duration = .seconds(300)

  /// When what was true, in seconds since the first message was sent.
  struct Times: Sendable {
    var accepted = 0.0
    var stored = 0.0
    var counted = 0.0
  }

  /// Writes the channels and their members, and lets one message through each, so that the server knows them.
  func prepare() async throws {
    let pool = PostgresPool(backends.endpoints.databaseURL, name: "dogear-bench", size: 1)
    try await town.create(pool)
    await pool.close()
    let producer = try backends.producer()
    try await KafkaEventSink(producer).append(try entries(0..<town.channels, named: "first"))
    let admin = try backends.admin()
    let progress = backends.progress(admin).messages
    try await waitUntil("the server takes the first messages") { try await progress.waiting() == 0 }
    await admin.close()
    await producer.close()
  }

  /// Pours them in.
  ///
  /// The server commits a message after it was stored, counted for everybody and announced, so what is committed is
  /// counted; whether it is counted right is verified later.
  func measure() async throws -> Times {
    // Made beforehand: the time to write JSON is not the system's.
    let entries = try entries(0..<messages, named: "poured")
    let store = backends.store(name: "dogear-bench", connections: 1)
    let admin = try backends.admin()
    let progress = backends.progress(admin).messages
    let before = try await stored(store)
    let producer = try backends.producer()
    let start = ContinuousClock.now
    func seconds() -> Double { (ContinuousClock.now - start) / .seconds(1) }
    var times = Times()
    async let sending: Double = {
      try await KafkaEventSink(producer).append(entries)
      return (ContinuousClock.now - start) / .seconds(1)
    }()
    try await waitUntil("all messages are stored", within: Self.patience) {
      try await stored(store) - before >= messages
    }
    times.stored = seconds()
    times.accepted = try await sending
    try await waitUntil("all messages are counted", within: Self.patience, every: .milliseconds(5)) {
      try await progress.waiting() == 0
    }
    times.counted = seconds()
    await admin.close()
    await producer.close()
    return times
  }

  private func stored(_ store: PostgresStore) async throws -> Int64 {
    try await store.heads().reduce(0) { $1.key.rawValue.hasPrefix(town.name) ? $0 + $1.value : $0 }
  }

  /// To each channel in turn, by somebody who is in it.
  private func entries(_ numbers: Range<Int>, named name: String) throws -> [LogEntry] {
    var random = SplitMix(seed: seed)
    return try numbers.map { number in
      let event = try MessageEvent(
        id: "\(town.name)-\(name)-\(number)", channel: town.channel(number % town.channels),
        author: town.user(Int.random(in: 0..<town.members, using: &random)),
        body: "message number \(number) of the load, as long as people write")
      return LogEntry(event, topics: backends.topics)
    }
  }
}

extension Pour {
  static let columns = [
    "members", "channels", "messages", "accepted, s", "stored, s", "counted, s", "messages/s", "counters/s",
  ]

  func row(_ times: Times) -> [Table.Cell] {
    [
      .number(Double(town.members)), .number(Double(town.channels)), .number(Double(messages)),
      .number(times.accepted), .number(times.stored), .number(times.counted),
      .number(Double(messages) / times.counted), .number(Double(messages * town.members) / times.counted),
    ]
  }

  func figures(_ times: Times) -> [Figure] {
    let what = "\(messages) messages to \(town.members) members each"
    return [
      Figure(
        name: "posts.\(town.members).rate", value: Double(messages) / times.counted, unit: "/s",
        title: "\(what), messages counted"),
      Figure(
        name: "posts.\(town.members).counted", value: times.counted, unit: "s",
        title: "\(what), until all are counted"),
    ]
  }
}
