import ChatModel

/// The messages that were sent in this run, until Kafka has them, and what is said of them.
struct SendLedger: Equatable, Sendable {
  private enum State: Equatable, Sendable {
    case underWay
    case failed
  }

  private var texts: [String: String] = [:]
  private var states: [String: State] = [:]
  /// Those not seen among the stored ones yet: the user has just typed them.
  private var echoes: Set<String> = []

  var countUnderWay: Int { states.values.count { $0 == .underWay } }

  /// Takes note of what is sent, for the first time or again.
  mutating func note(_ effects: [ClientEffect]) {
    for case .send(let event) in effects {
      texts[event.id] = LinearFormat.excerpt(event.body)
      states[event.id] = .underWay
      echoes.insert(event.id)
    }
  }

  mutating func acknowledged(_ id: String) -> String? {
    guard states.removeValue(forKey: id) != nil, let text = texts.removeValue(forKey: id) else { return nil }
    return "sent: \(text)"
  }

  mutating func failed(_ id: String, reason: String) -> String? {
    guard states[id] != nil, let text = texts[id] else { return nil }
    states[id] = .failed
    return "not sent: \(text): \(reason.sanitizedLine) (/retry or /discard)"
  }

  /// - Returns: Whether a stored message is one's own of just now.
  mutating func takeEcho(_ message: Message) -> Bool {
    echoes.remove(message.id) != nil
  }

  /// What was typed was not just now any more.
  mutating func forgetEchoes() {
    echoes = []
  }

  /// How many Kafka is not known to have.
  /// - Parameter outbox: What was given up is not in it any more.
  func countUnsent(_ outbox: MessageOutbox) -> Int {
    outbox.unsent.count { states[$0.id] != nil }
  }
}
