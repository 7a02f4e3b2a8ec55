import ChatModel
import Redis
import Stores

/// A subscriber that remembers what it heard.
final class Listener {
  private let source: RedisNoticeSource
  private var heard: [Notice] = []
  private var iterator: AsyncStream<Heard>.Iterator

  /// Listens to topics, and returns once the server knows.
  init(_ system: System, _ topics: [NoticeTopic]) async throws {
    source = RedisNoticeSource(RedisSubscriber(system.redis.endpoint, name: "listener"))
    source.listen(to: topics)
    iterator = source.notices.makeAsyncIterator()
    while let event = await next(), event != .connected {}
  }

  deinit {
    source.close()
  }

  /// What `find` makes of the first notice that it knows, heard now or before.
  ///
  /// The test's time limit bounds the wait.
  func first<Found>(_ find: (Notice) -> Found?) async throws -> Found {
    for notice in heard {
      if let found = find(notice) { return found }
    }
    while let event = await next() {
      guard case .notice(let notice) = event else { continue }
      heard.append(notice)
      if let found = find(notice) { return found }
    }
    throw CancellationError()
  }

  private func next() async -> Heard? {
    await iterator.next(isolation: #isolation)
  }
}
