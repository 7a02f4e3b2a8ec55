import ChatModel
import Kafka
import Simulation
import Stores

/// What goes on while plugs are pulled: a crowd that reads and posts, and those who watch what becomes of it.
struct FaultLoad: Sendable {
  let loop: SimulationLoop
  let watch: StalenessWatch
  private let producer: KafkaProducer
  private let source: RedisNoticeSource
  private let crowd: Task<Void, any Error>
  private let observers: [Task<Void, Never>]

  /// Begins.
  init(_ backends: Backends, _ population: Population, _ stage: Stage) throws {
    let producer = try backends.producer()
    let loop = SimulationLoop(Crew(population), sink: KafkaEventSink(producer), topics: backends.topics)
    let watch = try StalenessWatch(backends: backends)
    let source = backends.notices(name: "dogear-faults")
    source.listen(to: population.spoken.map { .channel(population.channelID($0)) })
    (self.producer, self.loop, self.watch, self.source) = (producer, loop, watch, source)
    crowd = Task { try await loop.run(stage) }
    observers = [
      Task { await watch.run() },
      Task {
        let counters = backends.counters(name: "dogear-faults-badges", loading: false)
        await BadgeProbe(loop: loop, source: source, counters: counters).run()
      },
    ]
  }

  /// Ends the crowd, and waits until Kafka has said what became of all that it sent.
  /// - Throws: Also what ended the crowd before.
  func finish(within patience: Duration) async throws {
    crowd.cancel()
    let end = await crowd.result
    try await loop.finish(within: patience)
    await producer.close()
    try end.get()
  }

  /// Ends all of it.
  func cancel() {
    crowd.cancel()
    for observer in observers { observer.cancel() }
    source.close()
  }
}
