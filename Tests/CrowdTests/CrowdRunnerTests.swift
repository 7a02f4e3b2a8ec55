import ChatModel
import Doubles
import Synchronization
import Testing

@testable import Crowd

@Suite("The runner", .timeLimit(.minutes(20)))
struct CrowdRunnerTests {
  private struct Broken: Error {}

  /// A log that fails at first, and tells a test what it got.
  private final class Sink: EventSink {
    let batches: AsyncStream<[LogEntry]>
    private let got: AsyncStream<[LogEntry]>.Continuation
    private let failures: Mutex<Int>
    let refused = Mutex<[[LogEntry]]>([])

    init(failures: Int = 0) {
      (batches, got) = AsyncStream.makeStream()
      self.failures = Mutex(failures)
    }

    func append(_ entries: [LogEntry]) throws {
      let fails = failures.withLock { left in
        defer { left = max(0, left - 1) }
        return left > 0
      }
      if fails {
        refused.withLock { $0.append(entries) }
        throw Broken()
      }
      got.yield(entries)
    }
  }

  private final class Ears: NoticeSource {
    let notices: AsyncStream<Heard>
    let say: AsyncStream<Heard>.Continuation
    let topics = Mutex<[NoticeTopic]>([])

    init() {
      (notices, say) = AsyncStream.makeStream()
    }

    func listen(to new: [NoticeTopic]) {
      topics.withLock { $0 += new }
    }

    func ignore(_ old: [NoticeTopic]) {
      topics.withLock { topics in topics.removeAll { old.contains($0) } }
    }

    func close() {
      say.finish()
    }
  }

  private func runner(
    perMinute: Double, sink: Sink, ears: Ears = Ears(), exchange: MemoryNotices = MemoryNotices(),
    controls: [CrowdControl] = [], failed: @escaping @Sendable (any Error) -> Void = { _ in }
  ) throws -> CrowdRunner {
    let (stream, continuation) = AsyncStream<CrowdControl>.makeStream()
    for control in controls { continuation.yield(control) }
    return CrowdRunner(
      engine: try Fixture.engine(perMinute: perMinute), sink: sink, notices: ears, publisher: exchange,
      presence: MemoryPresence(clock: ManualClock(), notices: exchange).terminal("crowd"), controls: stream,
      failed: failed)
  }

  @Test("What the engine decides is appended, until the task is cancelled")
  func appends() async throws {
    let sink = Sink()
    let runner = try runner(perMinute: 60_000, sink: sink)
    let task = Task { await runner.run() }
    let first = try #require(await sink.batches.first { !$0.isEmpty })
    task.cancel()
    await task.value
    let event = try MessageEvent(json: first.first?.value)
    #expect(first.first?.topic == Topics().messages)
    #expect(Fixture.world.channel(event.channel) != nil)
  }

  @Test("What could not be appended is sent again as it was, and nothing before it")
  func retries() async throws {
    let sink = Sink(failures: 1)
    let errors = Mutex(0)
    let runner = try runner(perMinute: 60_000, sink: sink, failed: { _ in errors.withLock { $0 += 1 } })
    let task = Task { await runner.run() }
    let first = try #require(await sink.batches.first { _ in true })
    task.cancel()
    await task.value
    #expect(sink.refused.withLock { $0 } == [first])
    #expect(errors.withLock { $0 } == 1)
  }

  @Test("A control wakes a paused crowd")
  func controls() async throws {
    let sink = Sink()
    let runner = try runner(
      perMinute: 0, sink: sink, controls: [.faster, .slower, .rate(60_000)])
    let task = Task { await runner.run() }
    #expect(await sink.batches.first { _ in true } != nil)
    task.cancel()
    await task.value
  }

  @Test("Its people are online, even while nothing can be sent")
  func isOnline() async throws {
    let exchange = MemoryNotices()
    let heard = exchange.source().notices
    let runner = try runner(perMinute: 60_000, sink: Sink(failures: .max), exchange: exchange)
    let task = Task { await runner.run() }
    let carol = UserID(stored: "carol")
    #expect(await heard.first { $0 == .notice(.presence(carol, isOnline: true)) } != nil)
    task.cancel()
    await task.value
  }

  @Test("Whoever answers is seen typing")
  func types() async throws {
    let ears = Ears()
    let exchange = MemoryNotices()
    let heard = exchange.source().notices
    let runner = try runner(perMinute: 0, sink: Sink(), ears: ears, exchange: exchange)
    let key = UserChannel(UserID(stored: "carol"), ChannelID(stored: "dm.alice.carol"))
    // Again and again: on a machine so busy that the answer is late at once, nobody is seen typing it.
    let alice = Task {
      for seq in 1... {
        ears.say.yield(
          .notice(.message(Fixture.message("hello", by: "alice", in: "dm.alice.carol", seq: Seq(seq)))))
        try await Task.sleep(for: .milliseconds(500))
      }
    }
    let task = Task { await runner.run() }
    #expect(await heard.first { $0 == .notice(.typing(key)) } != nil)
    alice.cancel()
    task.cancel()
    await task.value
  }

  @Test("It listens to its channels and answers what it hears")
  func hears() async throws {
    let sink = Sink()
    let ears = Ears()
    let runner = try runner(perMinute: 0, sink: sink, ears: ears)
    let message = Fixture.message("hello", by: "alice", in: "dm.alice.carol", seq: 1)
    ears.say.yield(.connected)
    ears.say.yield(.notice(.message(message)))
    let task = Task { await runner.run() }
    // Carol reads it, then answers.
    let topics = Topics()
    var seen: [LogEntry] = []
    for await batch in sink.batches {
      seen += batch
      if batch.contains(where: { $0.topic == topics.messages }) { break }
    }
    task.cancel()
    await task.value
    #expect(seen.contains { $0.topic == topics.receipts })
    let answer = try #require(seen.first { $0.topic == topics.messages })
    #expect(try MessageEvent(json: answer.value).author.rawValue == "carol")
    #expect(ears.topics.withLock { $0 }.count == Fixture.world.channels.count)
  }
}
