import Canvas
import ChatClient
import ChatModel
import Kafka
import Stores

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

    var description: String {
      "no server has answered within \(patience): what was asked for is in Kafka and will be done once one runs (dogear up, dogear serve)"
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
    (0..<2).map { _ in String(UInt64.random(in: .min ... .max), radix: 36) }.joined()
  }

  private func append(_ event: MessageEvent) async throws -> Seq? {
    let source = backends.notices(name: "dogear-errand")
    let producer = try backends.producer()
    defer { source.close() }
    source.listen(to: [.user(user), .channel(event.channel)])
    let answer: Seq?? = try await withThrowingTaskGroup(of: Seq??.self) { group in
      group.addTask { try await hear(event, from: source, over: producer) }
      group.addTask {
        try await Task.sleep(for: patience)
        return nil
      }
      defer { group.cancelAll() }
      return try await group.next() ?? nil
    }
    await producer.close(timeout: .seconds(1))
    guard let answer else { throw Unanswered(patience: patience) }
    return answer
  }

  /// Appends the event once it can be heard what becomes of it.
  private func hear(
    _ event: MessageEvent, from source: RedisNoticeSource, over producer: KafkaProducer
  ) async throws -> Seq?? {
    var isSent = false
    for await heard in source.notices {
      switch heard {
      case .connected where !isSent:
        isSent = true
        try await KafkaEventSink(producer).append([LogEntry(event, topics: backends.topics)])
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
