import Canvas
import ChatClient
import ChatModel
import Kafka
import Stores
import Synchronization

/// One thing that somebody does from a prompt or a script: the event is appended to the log, and what becomes of it is
/// awaited.
struct Errand: Sendable {
  let backends: Backends
  let user: UserID
  /// How long to wait for the server.
  let patience: Duration

  /// What a server said no to.
  struct Rejected: Error, CustomStringConvertible {
    let reason: String

    // Anybody who reaches Redis can say it.
    var description: String { "not done: \(Sanitizer.line(reason, limit: 400))" }
  }

  /// No server has answered.
  struct Unanswered: Error, CustomStringConvertible {
    let patience: Duration
    /// Whether Kafka has the event.
    let isInKafka: Bool

    var description: String {
      isInKafka
        ? "no server has answered within \(patience): what was asked for is in Kafka and will be done once one runs (dogear up, dogear serve)"
        : "not sent, as far as is known: Redis or Kafka has not answered within \(patience) (dogear doctor says which)"
    }
  }

  /// Says something in a channel.
  /// - Returns: The number of the message.
  func say(_ text: String, in channel: ChannelID) async throws -> Seq? {
    try await append(try MessageEvent(id: id(), channel: channel, author: user, body: text))
  }

  /// Changes something in a channel.
  func change(_ channel: ChannelID, _ change: ChangeRequest.Change) async throws {
    let request = ChangeRequest(id: id(), channel: channel, change)
    var turn: Int64 = 0
    if let mover = request.mover(author: user) {
      turn = try await backends.store(name: "dogear-errand", connections: 1).turn(
        of: UserChannel(mover, channel))
    }
    _ = try await append(try request.event(by: user, turn: turn))
  }

  private func id() -> String {
    var ids = IDSource.random()
    return ids.next()
  }

  private func append(_ event: MessageEvent) async throws -> Seq? {
    let source = backends.notices(name: "dogear-errand")
    let producer = try backends.producer(deliveryTimeout: patience)
    defer { source.close() }
    source.listen(to: [.user(user), .channel(event.channel)])
    let acknowledgement = Acknowledgement()
    let answer: Seq?? = try await withThrowingTaskGroup(of: Seq??.self) { group in
      group.addTask { try await hear(event, from: source, over: producer, noting: acknowledgement) }
      group.addTask {
        try await Task.sleep(for: patience)
        return nil
      }
      defer { group.cancelAll() }
      return try await group.next() ?? nil
    }
    await producer.close(timeout: .seconds(1))
    guard let answer else { throw Unanswered(patience: patience, isInKafka: acknowledgement.hasCome) }
    return answer
  }

  /// Appends the event once it can be heard what becomes of it.
  private func hear(
    _ event: MessageEvent, from source: RedisNoticeSource, over producer: KafkaProducer,
    noting acknowledgement: Acknowledgement
  ) async throws -> Seq?? {
    var isSent = false
    for await heard in source.notices {
      switch heard {
      case .connected where !isSent:
        isSent = true
        try await KafkaEventSink(producer).append([LogEntry(event, topics: backends.topics)])
        acknowledgement.came()
      case .notice(.message(let message)) where message.id == event.id: return .some(message.seq)
      case .notice(.settled(_, event.id, let rejection)):
        if let rejection { throw Rejected(reason: rejection) }
        return .some(nil)
      case .connected, .disconnected, .missed, .notice: break
      }
    }
    return nil
  }
}

/// Whether Kafka has said that it has the event.
private final class Acknowledgement: Sendable {
  private let state = Mutex(false)

  var hasCome: Bool { state.withLock { $0 } }

  func came() { state.withLock { $0 = true } }
}
