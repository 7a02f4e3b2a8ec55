import Assets
import ChatModel
import Crowd
import Kafka
import Redis
import Service
import Stores

/// The crowd of a demo: makes its world, tells its history, and lets it talk.
struct CrowdService: Service {
  let backends: Backends
  let rate: CrowdRate
  let size: Int
  let seed: UInt64
  private let logger = Logger(label: "crowd")

  init(_ backends: Backends, rate: CrowdRate, size: Int, seed: UInt64) {
    self.backends = backends
    self.rate = rate
    self.size = size
    self.seed = seed
  }

  /// The Redis channel on which the rate is changed: `faster`, `slower`, or messages a minute.
  static let control = "dogear:crowd"

  /// Adds users and channels, and sends the history through the log like everything else, unless it is there already.
  func prepare(_ steps: StepList?) async throws {
    let world = World(seed: seed, size: size)
    let store = backends.store(name: "dogear-crowd", connections: 1)
    func step(_ title: String, _ body: () async throws -> Void) async throws {
      if let steps { try await steps.step(title, body) } else { try await body() }
    }
    try await step("World: \(world.users.count) users, \(world.channels.count) channels") {
      try await world.create(in: store)
    }
    guard try await store.heads().values.allSatisfy({ $0 == 0 }) else { return }
    let history = CrowdHistory(world: world, script: try script(world), seed: seed)
    let messages = history.messages(now: SystemClock().now())
    let producer = try backends.producer()
    let sink = KafkaEventSink(producer)
    try await step("History: \(messages.count) messages, numbered and fanned out") {
      try await sink.append(messages.map { LogEntry($0, topics: backends.topics, at: $1) })
      try await waitForHistory(messages.count, store)
      let receipts = history.initialReads(heads: try await store.heads())
      try await sink.append(receipts.map { LogEntry($0, topics: backends.topics) })
      try await waitForReceipts()
    }
    await producer.close()
  }

  /// Waits until the server has numbered the whole history.
  private func waitForHistory(_ count: Int, _ store: PostgresStore) async throws {
    try await wait { try await store.heads().values.reduce(0, +) >= count }
  }

  /// Waits until the server has stored what was read of it, so that nobody opens a channel before that.
  private func waitForReceipts() async throws {
    let admin = try backends.admin()
    let progress = backends.progress(admin).receipts
    try await wait { try await progress.progress().values.allSatisfy { $0.committed >= $0.end } }
    await admin.close()
  }

  private func wait(until isDone: () async throws -> Bool) async throws {
    let deadline = ContinuousClock.now + .seconds(60)
    while try await !isDone() {
      guard ContinuousClock.now < deadline else { throw HistoryLate() }
      try await Task.sleep(for: .milliseconds(50))
    }
  }

  /// No server took up the history.
  struct HistoryLate: Error, CustomStringConvertible {
    var description: String {
      "the server did not take up the crowd's history within a minute: is one running? See its log"
    }
  }

  private func script(_ world: World) throws -> Script {
    try Script(files: Assets.conversations, world: world)
  }

  func run() async throws {
    let world = World(seed: seed, size: size)
    let run = UInt64.random(in: .min ... .max)
    let engine = CrowdEngine(world: world, script: try script(world), seed: seed, run: run, rate: rate)
    let producer = try backends.producer()
    let notices = backends.notices(name: "dogear-crowd")
    let redis = backends.redisConnection(name: "dogear-crowd-presence")
    let subscriber = backends.subscriber(name: "dogear-crowd-control")
    subscriber.subscribe([Self.control])
    let logger = logger
    let runner = CrowdRunner(
      engine: engine, sink: KafkaEventSink(producer), notices: notices,
      publisher: RedisNoticePublisher(redis), presence: RedisPresence(redis, token: "crowd-\(run)"),
      controls: Self.controls(subscriber), topics: backends.topics
    ) { error in
      logger.warning("the crowd could not send and will repeat it", metadata: ["error": "\(error)"])
    }
    try? await cancelWhenGracefulShutdown { await runner.run() }
    notices.close()
    subscriber.close()
    await redis.close()
    await producer.close(timeout: .seconds(1))
  }

  private static func controls(_ subscriber: RedisSubscriber) -> AsyncStream<CrowdControl> {
    let (stream, continuation) = AsyncStream.makeStream(
      of: CrowdControl.self, bufferingPolicy: .bufferingNewest(16))
    Task {
      for await case .message(_, let payload) in subscriber.events {
        switch String(decoding: payload, as: UTF8.self) {
        case "faster": continuation.yield(.faster)
        case "slower": continuation.yield(.slower)
        case let text: if let rate = Double(text), rate.isFinite { continuation.yield(.rate(rate)) }
        }
      }
      continuation.finish()
    }
    return stream
  }
}

extension LogEntry {
  /// A message that was said at some other time.
  init(_ event: MessageEvent, topics: Topics, at time: Timestamp) {
    self.init(event, topics: topics)
    timestamp = time
  }
}
