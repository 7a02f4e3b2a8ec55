import ChatModel
import Redis

/// Publishes notices over Redis's publish/subscribe.
public struct RedisNoticePublisher: NoticePublisher {
  private let connection: RedisConnection

  /// Creates a publisher over a connection, which others may share.
  public init(_ connection: RedisConnection) {
    self.connection = connection
  }

  /// Publishes notices in one round trip; see the port.
  public func publish(_ notices: [Notice]) async throws {
    let commands = notices.map { notice in
      RedisCommand(binary: [Array("PUBLISH".utf8), Array(notice.topic.name.utf8), notice.json])
    }
    for reply in try await connection.pipeline(commands) {
      _ = try reply.checked("publish a notice")
    }
  }
}
