/// Something long-lived: `run()` lasts as long as the work does.
///
/// It returns after a graceful shutdown was asked for (see `gracefulShutdown()`, `cancelWhenGracefulShutdown(_:)` and
/// `gracefulSleep(for:)`), throws when it cannot go on, and stops soon after cancellation of its task. The names in
/// this folder are those of swift-service-lifecycle.
public protocol Service: Sendable {
  /// Works until the work is done, or a graceful shutdown or a cancellation ends it.
  func run() async throws
}
