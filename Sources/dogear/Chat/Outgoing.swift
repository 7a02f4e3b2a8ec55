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

    var acknowledged: ClientEvent {
      switch self {
      case .message(let message): .sendAcknowledged(id: message.id)
      case .receipt(let receipt): .receiptAcknowledged(receipt)
      }
    }

    func failed(_ reason: String) -> ClientEvent {
      switch self {
      case .message(let message): .sendFailed(id: message.id, reason: reason)
      case .receipt(let receipt): .receiptFailed(receipt, reason: reason)
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
        for event in batch { inbox.post(event.acknowledged) }
      } catch {
        // Some may have arrived all the same; sending them again changes nothing.
        for event in batch { inbox.post(event.failed("\(error)")) }
      }
    }
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
