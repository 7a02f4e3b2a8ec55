import ChatModel

/// One's own message until it is seen among the stored ones.
struct OutgoingMessage: Equatable, Sendable {
  enum State: Equatable, Sendable {
    /// On its way to Kafka.
    case sending
    /// Kafka has it; it has no number yet.
    case accepted
    /// Kafka does not have it, and why.
    case failed(String)
  }

  let event: MessageEvent
  var state = State.sending

  var isFailed: Bool {
    if case .failed = state { true } else { false }
  }
}
