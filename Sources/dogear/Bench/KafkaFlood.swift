import Bench
import ChatModel
import Kafka
import Service
import Stores

/// Sends messages through the log as clients do, at an even rate, to each channel in turn.
actor KafkaFlood: ProbeLoad {
  /// How often messages are sent; what became due meanwhile goes in one batch.
  private static let beat: Duration = .milliseconds(5)

  private let backends: Backends
  private let store: PostgresStore
  private let channels: [ChannelID]
  private let rate: Int
  private let logger = Logger(label: "bench")
  private var sending: Task<Void, Never>?
  /// Client ids must be unique for ever.
  private let run = String(UInt64.random(in: .min ... .max), radix: 36)

  init(_ backends: Backends, channels: [ChannelID], rate: Int) {
    self.backends = backends
    self.channels = channels
    self.rate = rate
    store = backends.store(name: "dogear-bench-flood", connections: 1)
  }

  func begin() throws {
    let producer = try backends.producer()
    sending = Task {
      await send(to: KafkaEventSink(producer))
      await producer.close(timeout: .seconds(1))
    }
  }

  /// The server has numbered and stored as many.
  func arrived() async throws -> Int {
    Int(clamping: try await store.heads().values.reduce(0, +))
  }

  func end() async {
    sending?.cancel()
    await sending?.value
    sending = nil
  }

  private func send(to sink: KafkaEventSink) async {
    var pace = MessagePace(rate: rate, from: .now)
    var sent = 0
    while !Task.isCancelled {
      let numbers = sent..<sent + pace.due(at: .now)
      sent = numbers.upperBound
      do {
        try await sink.append(try numbers.map(entry))
      } catch {
        logger.warning("messages of the flood were not sent", metadata: ["error": "\(error)"])
      }
      try? await Task.sleep(for: Self.beat)
    }
  }

  private func entry(_ number: Int) throws -> LogEntry {
    let event = try MessageEvent(
      id: "bench.\(run).\(number)", channel: channels[number % channels.count],
      author: BenchWorld.others[number % BenchWorld.others.count],
      body: "flood \(number) lorem ipsum dolor sit amet")
    return LogEntry(event, topics: backends.topics)
  }
}
