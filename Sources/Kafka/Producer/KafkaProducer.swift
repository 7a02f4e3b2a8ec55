import CRdKafka

/// Appends messages to topics, and tells when the brokers have them.
///
/// Defaults: `acks=all` and idempotence, so an acknowledged message is on every in-sync replica, once, and in
/// order within its key. Nothing in this actor blocks: delivery reports are served by a thread of their own,
/// so any number of sends wait together.
///
/// **Lifetime.** Call `close()` when done. It refuses new sends, waits for probes and flushes, lets messages
/// be delivered for a while, fails the rest, and destroys the client, in that order. A producer that is
/// dropped instead is taken down the same way in the background, without waiting for deliveries.
public actor KafkaProducer {
  private let client: ClientHandle
  private let loop: ProducerLoop
  private let running: Task<Void, Never>
  private let errands = Errands()
  private let space = Gate()
  private let pending = MessageCount()
  private let board: HealthBoard
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
    let board = HealthBoard(onChange: onHealth)
    let defaults = [
      "acks": "all",
      "enable.idempotence": "true",
      "message.timeout.ms": String(deliveryTimeout.wholeMilliseconds),
    ]
    let context = ClientContext(log: configuration.log, failed: { error in board.note { $0.failed(error) } })
    let client = try ClientHandle(
      RD_KAFKA_PRODUCER, configuration, defaults: defaults, context: context,
      prepare: ClientHandle.installDeliveryReports)
    let loop = ProducerLoop(client: client, space: space, health: board)
    self.client = client
    self.loop = loop
    self.board = board
    running = Task.detached { await loop.run() }
  }

  deinit {
    loop.stop(patience: .zero)
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
    let code = await errands.run { [client] in rd_kafka_flush(client.pointer, timeout.wholeMilliseconds) }
    space.open()
    try KafkaError.check(code, "flush the producer")
  }

  /// Asks the brokers for a sign of life.
  public func brokersReachable(timeout: Duration = .seconds(2)) async -> Bool {
    guard !isClosed else { return false }
    return await errands.run { [client] in client.answers(within: timeout) }
  }

  /// Ends the producer, in the order given above; later calls wait for the first.
  /// - Parameter timeout: How long queued messages may still be delivered; what remains fails.
  public func close(timeout: Duration = .seconds(10)) async {
    isClosed = true
    await errands.run {}
    loop.stop(patience: timeout)
    await running.value
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
      switch client.produce(message, ticket) {
      case .none: return
      case .queueFull: await space.wait(after: turn)
      case .fatal: throw .fatalError(of: client.pointer, attempt: "send to \(message.topic)")
      case let code: throw KafkaError(code: code, attempt: "send to \(message.topic)")
      }
    }
  }
}
