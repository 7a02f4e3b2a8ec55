import ChatModel
import Synchronization

/// Notices in memory: what was published can be read, and sources hear it.
public final class MemoryNotices: NoticePublisher {
  private let published = Mutex<[Notice]>([])
  private let listeners = Mutex<[AsyncStream<Heard>.Continuation]>([])
  private let faults: Faults?

  /// Creates an exchange without listeners.
  public init(faults: Faults? = nil) {
    self.faults = faults
  }

  /// Publishes notices.
  public func publish(_ notices: [Notice]) async throws {
    try faults.around { self.publishAll(notices) }
  }

  private func publishAll(_ notices: [Notice]) {
    published.withLock { $0 += notices }
    for listener in listeners.withLock({ $0 }) {
      for notice in notices { listener.yield(.notice(notice)) }
    }
  }

  /// Everything published so far, in order.
  public var all: [Notice] { published.withLock { $0 } }

  /// A source that hears every notice from now on, whatever its topic.
  public func source() -> any NoticeSource {
    let (stream, continuation) = AsyncStream.makeStream(of: Heard.self)
    continuation.yield(.connected)
    listeners.withLock { $0.append(continuation) }
    return Source(notices: stream, continuation: continuation)
  }

  private struct Source: NoticeSource {
    let notices: AsyncStream<Heard>
    let continuation: AsyncStream<Heard>.Continuation
    func listen(to topics: [NoticeTopic]) {}
    func ignore(_ topics: [NoticeTopic]) {}
    func close() { continuation.finish() }
  }
}
