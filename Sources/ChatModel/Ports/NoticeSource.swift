/// Port: where a client hears of changes.
public protocol NoticeSource: Sendable {
  /// Adds topics to those that are listened to.
  func listen(to topics: [NoticeTopic])

  /// What is heard, for one consumer.
  var notices: AsyncStream<Heard> { get }

  /// Ends the stream.
  func close()
}
