import CRdKafka
import Lanes

/// Appends messages to topics, and tells when the brokers have them.
///
/// Defaults: `acks=all` and idempotence, so an acknowledged message is on every in-sync replica, once, and in
/// order within its key. Nothing in this actor blocks: delivery reports are served by a thread of their own,
/// so any number of sends wait together.
///
/// **Failing for good.** An idempotent client of librdkafka can come to an end that it does not get over (rdkafka.h,
/// `rd_kafka_fatal_error`): it refuses every further message. The producer then goes on with a new client, and after the
/// next such end only after a pause. What was queued fails as if the producer had been closed, and may be retried; what was
/// on its way may have been written.
///
/// **Lifetime.** Call `close()` when done. It refuses new sends, waits for probes and flushes, lets messages
/// be delivered for a while, fails the rest, and destroys the client, in that order. A producer that is
/// dropped instead is taken down the same way in the background, without waiting for deliveries.
public actor KafkaProducer {
  private let configuration: KafkaConfiguration
  private let deliveryTimeout: Duration
  private var client: ProducerClient
  private let errands = Errands()
  private let space = Gate()
  private let pending = MessageCount()
  private let board: HealthBoard
  private let ends: AsyncStream<Void>.Continuation
  private var isClosed = false

  /// Starts a producer; it connects in the background.
  /// - Parameters:
  ///   - configuration: Brokers and settings.
  ///   - deliveryTimeout: How long a message may wait for its acknowledgement, at least 1 ms.
  ///   - onHealth: Called on the producer's thread whenever `health` changes; it must return soon.
  /// - Throws: `KafkaError` with `.invalidArgument` for a setting that librdkafka does not know.
  public init(
    _ configuration: KafkaConfiguration, deliveryTimeout: Duration = .seconds(30),
    onHealth: @escaping @Sendable (KafkaHealth) -> Void = { _ in }
  ) throws(KafkaError) {
    let (ends, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    let board = HealthBoard { health in
      onHealth(health)
      if case .failed = health { continuation.yield() }
    }
    self.configuration = configuration
    self.deliveryTimeout = deliveryTimeout
    self.board = board
    self.ends = continuation
    client = try ProducerClient(configuration, deliveryTimeout: deliveryTimeout, space: space, board: board)
    Task { [weak self] in
      var backoff = Backoff(first: .milliseconds(100), most: .seconds(10))
      for await _ in ends {
        await self?.goOn()
        try? await Task.sleep(for: backoff.next())
      }
    }
  }

  deinit {
    ends.finish()
    client.loop.stop(patience: .zero)
  }

  /// Whether the brokers can be reached, as far as is known; it follows an outage within some seconds.
  public nonisolated var health: KafkaHealth { board.health }

  /// How many messages have been given to `send` and are neither acknowledged nor failed.
  public var queued: Int { pending.value }

  /// Sends messages and returns when the brokers have acknowledged every one.
  ///
  /// Messages of one call are queued in order; while the local queue is full
  /// (`queue.buffering.max.messages`, 100,000 by default) it waits for room. It always ends: each message is
  /// acknowledged or fails within the delivery timeout. Cancelling the task does not take messages back.
  /// - Throws: The first `KafkaError`; other messages of the call may have been written nevertheless.
  public func send(_ messages: [KafkaMessage]) async throws(KafkaError) {
    guard !messages.isEmpty else { return }
    _ = try await deliver(messages)
  }

  /// Sends one message and returns where the brokers put it.
  @discardableResult
  public func send(_ message: KafkaMessage) async throws(KafkaError) -> KafkaDelivery {
    guard let delivery = try await deliver([message]) else {
      throw KafkaError(code: .invalidArgument, message: "no report came", attempt: "send to \(message.topic)")
    }
    return delivery
  }

  /// Sends what is queued without lingering and waits until nothing is.
  /// - Throws: `KafkaError` with `.timedOut` if something is still queued after `timeout`.
  public func flush(timeout: Duration = .seconds(30)) async throws(KafkaError) {
    guard !isClosed else { return }
    let code = await errands.run { [handle = client.handle] in
      rd_kafka_flush(handle.pointer, timeout.librdkafkaMilliseconds)
    }
    space.open()
    try KafkaError.check(code, "flush the producer")
  }

  /// Asks the brokers for a sign of life.
  public func brokersReachable(timeout: Duration = .seconds(2)) async -> Bool {
    guard !isClosed else { return false }
    return await errands.run { [handle = client.handle] in handle.answers(within: timeout) }
  }

  /// Ends the producer, in the order given above; later calls wait for the first.
  /// - Parameter timeout: How long queued messages may still be delivered; what remains fails.
  public func close(timeout: Duration = .seconds(10)) async {
    isClosed = true
    ends.finish()
    await errands.run {}
    client.loop.stop(patience: timeout)
    await client.running.value
  }

  /// Goes on with a new client after the last one has failed for good.
  private func goOn() async {
    let failed = client
    guard !isClosed, rd_kafka_fatal_error(failed.handle.pointer, nil, 0) != RD_KAFKA_RESP_ERR_NO_ERROR else {
      return
    }
    do {
      client = try ProducerClient(
        configuration, deliveryTimeout: deliveryTimeout, space: space, board: board)
    } catch {
      configuration.log(
        KafkaLogLine(level: .error, facility: error.name, text: "no new producer: \(error)"))
      ends.yield()
      return
    }
    // Whoever waits for room finds it with the new client.
    space.open()
    // Flushes and questions of before hold the old one.
    await errands.run {}
    failed.loop.stop(patience: .zero)
  }

  private func deliver(_ messages: [KafkaMessage]) async throws(KafkaError) -> KafkaDelivery? {
    let ticket = DeliveryTicket(expecting: messages.count, pending: pending)
    for (index, message) in messages.enumerated() {
      do {
        try await enqueue(message, ticket)
      } catch {
        ticket.fail(messages.count - index, with: error)
        break
      }
    }
    return try await ticket.outcome()
  }

  private func enqueue(_ message: KafkaMessage, _ ticket: DeliveryTicket) async throws(KafkaError) {
    while true {
      guard !isClosed else { throw .closed("send to \(message.topic)") }
      let turn = space.turn
      switch client.handle.produce(message, ticket) {
      case .none: return
      case .queueFull: await space.wait(after: turn)
      case .fatal: throw .goingOn(after: client.handle.pointer, attempt: "send to \(message.topic)")
      case let code: throw KafkaError(code: code, attempt: "send to \(message.topic)")
      }
    }
  }
}

/// A client of librdkafka that produces, and the loop that serves it.
struct ProducerClient: Sendable {
  let handle: ClientHandle
  let loop: ProducerLoop
  let running: Task<Void, Never>

  init(
    _ configuration: KafkaConfiguration, deliveryTimeout: Duration, space: Gate, board: HealthBoard
  ) throws(KafkaError) {
    let defaults = [
      "acks": "all",
      "enable.idempotence": "true",
      "message.timeout.ms": String(deliveryTimeout.librdkafkaMilliseconds),
    ]
    let turn = board.begin()
    let context = ClientContext(
      log: configuration.log, failed: { error in board.note(turn) { $0.failed(error) } })
    let handle = try ClientHandle(
      RD_KAFKA_PRODUCER, configuration, defaults: defaults, context: context,
      prepare: ClientHandle.installDeliveryReports)
    let loop = ProducerLoop(client: handle, space: space, health: board, turn: turn)
    self.handle = handle
    self.loop = loop
    running = Task.detached { await loop.run() }
  }
}
