import ChatModel
import Redis

/// Hears notices over Redis's publish/subscribe.
public struct RedisNoticeSource: NoticeSource {
  private let subscriber: RedisSubscriber

  /// Creates a source over a subscriber that nothing else reads.
  public init(_ subscriber: RedisSubscriber) {
    self.subscriber = subscriber
  }

  /// Adds topics to those that are listened to.
  public func listen(to topics: [NoticeTopic]) {
    subscriber.subscribe(topics.map(\.name))
  }

  /// Takes topics away from those that are listened to.
  public func ignore(_ topics: [NoticeTopic]) {
    subscriber.unsubscribe(topics.map(\.name))
  }

  /// What is heard.
  ///
  /// Bytes that are no notice are left out: anybody can publish. Nothing is taken from the subscriber before it is asked
  /// for, so its bound is the only one.
  public var notices: AsyncStream<Heard> {
    let events = subscriber.events
    return AsyncStream {
      for await event in events {
        if let heard = Self.heard(event) { return heard }
      }
      return nil
    }
  }

  private static func heard(_ event: RedisSubscriber.Event) -> Heard? {
    switch event {
    // Channels that were added later may have had notices before the server knew of the wish.
    case .connected, .subscribed: .connected
    case .disconnected(let error): .disconnected(error.description)
    case .overflowed: .missed
    case .message(_, let payload): Notice(json: payload).map(Heard.notice)
    }
  }

  /// Ends the stream.
  public func close() {
    subscriber.close()
  }
}
