import ChatModel
import Redis

/// Publishes notices over Redis's publish/subscribe.
public struct RedisNoticePublisher: NoticePublisher {
  private let connection: RedisConnection

  /// Up to so many topics the notices are sent at once, which saves a round trip.
  private static let fewTopics = 16

  /// Creates a publisher over a connection, which others may share.
  public init(_ connection: RedisConnection) {
    self.connection = connection
  }

  /// Publishes notices, to those who listen; see the port.
  ///
  /// Most readers have no other terminal: for notices on many topics it is asked first, in one command, who listens at
  /// all, and nothing is made for the others. Whoever begins to listen only now reads everything anew, and finds
  /// what the notice would have told: it is in the counters before it is published.
  public func publish(_ notices: [Notice]) async throws {
    var names: [NoticeTopic: String] = [:]
    for notice in notices where names[notice.topic] == nil { names[notice.topic] = notice.topic.name }
    let heard = names.count > Self.fewTopics ? try await listened(names) : Set(names.keys)
    let commands = notices.compactMap { notice -> RedisCommand? in
      guard heard.contains(notice.topic), let name = names[notice.topic] else { return nil }
      var command: RedisCommand = ["PUBLISH", name]
      command.append(notice.json)
      return command
    }
    for reply in try await connection.pipeline(commands) {
      _ = try reply.checked("publish a notice")
    }
  }

  /// Those of the topics that anybody listens to, in one round trip.
  private func listened(_ names: [NoticeTopic: String]) async throws -> Set<NoticeTopic> {
    let topics = Array(names.keys)
    var command: RedisCommand = ["PUBSUB", "NUMSUB"]
    for topic in topics { command.append(names[topic] ?? topic.name) }
    // Name and number in turn.
    let counts = try await connection.send(command).array ?? []
    var heard: Set<NoticeTopic> = []
    for (index, topic) in topics.enumerated() where 2 * index + 1 < counts.count {
      if (counts[2 * index + 1].integer ?? 0) > 0 { heard.insert(topic) }
    }
    return heard
  }
}
