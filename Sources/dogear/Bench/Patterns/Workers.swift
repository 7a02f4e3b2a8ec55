import ChatModel
import Kafka
import Patterns
import Postgres
import Redis
import Stores

/// Pattern A: one upsert, one transaction, one event.
///
/// It runs on the thread of its connection, so a statement costs no change of thread.
actor DatabaseWorker: PatternWorker {
  nonisolated let most = 1
  private let connection: PostgresConnection

  nonisolated var unownedExecutor: UnownedSerialExecutor { connection.unownedExecutor }

  init(_ backends: Backends, number: Int) {
    connection = PostgresConnection(backends.endpoints.databaseURL, name: "bench-a-\(number)")
  }

  func record(_ events: ArraySlice<ReadEvent>) async throws {
    for event in events {
      let key = Readers.key(of: event.membership)
      try await connection.query(
        PositionTable.upsert,
        [.text(key.user.rawValue), .text(key.channel.rawValue), .bigint(event.seq)])
    }
  }

  func close() async {
    await connection.close()
  }
}

/// The patterns B and C: a maximum for each membership in Redis, in pipelines.
///
/// `ZADD … GT` is a max register: replayed or out of order, the highest seq stays. C also joins the event into the set
/// of what the sync has to write, again as a maximum, so that the sync reads key and seq at once.
actor RedisWorker: PatternWorker {
  nonisolated let most = 256
  private let connection: RedisConnection
  private let marksDirty: Bool

  nonisolated var unownedExecutor: UnownedSerialExecutor { connection.unownedExecutor }

  init(_ backends: Backends, number: Int, marksDirty: Bool) {
    connection = backends.redisConnection(name: "bench-redis-\(number)")
    self.marksDirty = marksDirty
  }

  func record(_ events: ArraySlice<ReadEvent>) async throws {
    var commands: [RedisCommand] = []
    commands.reserveCapacity(2 * events.count)
    for event in events {
      let key = Readers.key(of: event.membership)
      let (user, channel, seq) = (key.user.rawValue, key.channel.rawValue, String(event.seq))
      commands.append(["ZADD", RedisRegisters.key(of: user), "GT", seq, channel])
      if marksDirty { commands.append(["ZADD", RedisRegisters.dirty, "GT", seq, "\(user) \(channel)"]) }
    }
    for reply in try await connection.pipeline(commands) { _ = try reply.checked("recording receipts") }
  }

  func close() async {
    await connection.close()
  }
}

/// Pattern D: receipts as Dogear's clients send them, acknowledged by all replicas.
///
/// Several workers share a producer, so that batches are under way while others are being made.
actor LogWorker: PatternWorker {
  nonisolated let most = 2_500
  private let producer: KafkaProducer
  private let sink: KafkaEventSink
  private let topics: Topics

  init(_ producer: KafkaProducer, topics: Topics) {
    self.producer = producer
    self.topics = topics
    sink = KafkaEventSink(producer)
  }

  func record(_ events: ArraySlice<ReadEvent>) async throws {
    try await sink.append(
      try events.map { event in
        LogEntry(
          try ReceiptEvent(Readers.key(of: event.membership), .read, seq: event.seq, epoch: 0), topics: topics
        )
      })
  }

  func close() async {
    await producer.close()
  }
}
