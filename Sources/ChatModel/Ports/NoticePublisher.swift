/// Port: how connected clients learn that something may have changed.
public protocol NoticePublisher: Sendable {
  /// Publishes notices, in order, in one round trip.
  func publish(_ notices: [Notice]) async throws
}
