import ChatClient
import ChatModel
import Kafka
import Stores
import Synchronization

/// Sends messages and receipts in the order in which they were made, and posts what became of them.
///
/// One batch is under way at a time; what comes meanwhile goes with the next one.
final class Outgoing: Sendable {
  enum Event: Sendable {
    case message(MessageEvent)
    case receipt(ReceiptEvent)

    func entry(_ topics: Topics) -> LogEntry {
      switch self {
      case .message(let message): LogEntry(message, topics: topics)
      case .receipt(let receipt): LogEntry(receipt, topics: topics)
      }
    }
  }

  private struct State {
    var waiting: [Event] = []
    var isSending = false
  }

  private let producer: KafkaProducer
  private let sink: KafkaEventSink
  private let topics: Topics
  private let inbox: Inbox
  private let state = Mutex(State())

  init(_ producer: KafkaProducer, topics: Topics, inbox: Inbox) {
    self.producer = producer
    sink = KafkaEventSink(producer)
    self.topics = topics
    self.inbox = inbox
  }

  /// Whether nothing is waiting or under way.
  var isIdle: Bool {
    state.withLock { !$0.isSending && $0.waiting.isEmpty }
  }

  func send(_ event: Event) {
    let mustStart = state.withLock { state in
      state.waiting.append(event)
      defer { state.isSending = true }
      return !state.isSending
    }
    if mustStart { Task { await sendAll() } }
  }

  private func sendAll() async {
    while let batch = next() {
      do {
        try await sink.append(batch.map { $0.entry(topics) })
        post(batch, { .sendAcknowledged(id: $0) }, { .receiptsAcknowledged($0) })
      } catch {
        // Some may have arrived all the same; sending them again changes nothing.
        let reason = "\(error)"
        post(batch, { .sendFailed(id: $0, reason: reason) }, { .receiptsFailed($0, reason: reason) })
      }
    }
  }

  /// Posts what became of a batch: of its receipts, which may be many, at once.
  private func post(
    _ batch: [Event], _ sent: (String) -> ClientEvent, _ read: ([ReceiptEvent]) -> ClientEvent
  ) {
    var receipts: [ReceiptEvent] = []
    for event in batch {
      switch event {
      case .message(let message): inbox.post(sent(message.id))
      case .receipt(let receipt): receipts.append(receipt)
      }
    }
    if !receipts.isEmpty { inbox.post(read(receipts)) }
  }

  private func next() -> [Event]? {
    state.withLock { state in
      guard !state.waiting.isEmpty else {
        state.isSending = false
        return nil
      }
      defer { state.waiting = [] }
      return state.waiting
    }
  }

  func close() async {
    await producer.close(timeout: .milliseconds(200))
  }
}
