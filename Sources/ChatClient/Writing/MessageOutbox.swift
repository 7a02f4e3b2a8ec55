import ChatModel

/// Client ids for messages: unique for ever if the session is.
public struct IDSource: Sendable, Equatable {
  private let session: String
  private var count = 0

  /// Creates a source.
  /// - Parameter session: Something no other run will ever use, such as 128 random bits in hexadecimal; at most 40 bytes.
  public init(session: String) {
    self.session = session
  }

  /// The next id.
  public mutating func next() -> String {
    count += 1
    return "\(session)-\(count)"
  }
}

/// One's own message until it is seen among the stored ones.
struct OutgoingMessage: Equatable, Sendable {
  enum State: Equatable, Sendable {
    /// On its way to Kafka.
    case sending
    /// Kafka has it; whether it has a number, or was rejected, is not known yet.
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

/// One's own messages that are not stored yet, or not known to be, in the order of writing.
struct MessageOutbox: Equatable, Sendable {
  private(set) var messages: [OutgoingMessage] = []

  func messages(in channel: ChannelID) -> [OutgoingMessage] {
    messages.filter { $0.event.channel == channel }
  }

  mutating func add(_ event: MessageEvent) {
    messages.append(OutgoingMessage(event: event))
  }

  /// Takes up a message of the last run.
  /// - Parameter isAccepted: Whether Kafka had it.
  mutating func restore(_ event: MessageEvent, isAccepted: Bool) {
    guard !messages.contains(where: { $0.event.id == event.id }) else { return }
    let state = isAccepted ? .accepted : OutgoingMessage.State.failed("the client ended before Kafka had it")
    messages.append(OutgoingMessage(event: event, state: state))
  }

  /// Those that Kafka is not known to have.
  var unsent: [MessageEvent] { messages.filter { $0.state != .accepted }.map(\.event) }

  /// Those that Kafka has and of which nothing was heard since.
  ///
  /// Sent again with the same ids they are stored no second time, and the server says again what became of them.
  var unsettled: [MessageEvent] { messages.filter { $0.state == .accepted }.map(\.event) }

  /// The channels with a message that could not be sent.
  var channelsWithFailures: Set<ChannelID> { Set(messages.lazy.filter(\.isFailed).map(\.event.channel)) }

  mutating func accepted(_ id: String) {
    change(id) { $0.state = .accepted }
  }

  /// Kafka does not have it, unless it had it before.
  mutating func failed(_ id: String, reason: String) {
    change(id) { if $0.state == .sending { $0.state = .failed(reason) } }
  }

  /// The server will not have it.
  mutating func rejected(_ id: String, reason: String) {
    change(id) { $0.state = .failed(reason) }
  }

  /// Stored messages were seen: those of them that are here are done.
  mutating func confirm(_ stored: [Message]) {
    guard !messages.isEmpty else { return }
    let ids = Set(stored.map(\.id))
    messages.removeAll { ids.contains($0.event.id) }
  }

  /// Takes up what failed in a channel, with the same ids: what was stored all the same is not stored twice.
  /// - Returns: What is to be sent.
  mutating func retry(in channel: ChannelID) -> [MessageEvent] {
    var events: [MessageEvent] = []
    for index in messages.indices where messages[index].isFailed && messages[index].event.channel == channel {
      messages[index].state = .sending
      events.append(messages[index].event)
    }
    return events
  }

  /// - Returns: How many were given up.
  mutating func discard(in channel: ChannelID) -> Int {
    let before = messages.count
    messages.removeAll { $0.isFailed && $0.event.channel == channel }
    return before - messages.count
  }

  private mutating func change(_ id: String, _ change: (inout OutgoingMessage) -> Void) {
    guard let index = messages.firstIndex(where: { $0.event.id == id }) else { return }
    change(&messages[index])
  }
}
