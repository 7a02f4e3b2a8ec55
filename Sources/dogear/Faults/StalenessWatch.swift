import ChatServer
import Kafka
import Stores
import Synchronization

/// How old the oldest event is that is not worked off, some times a second, and the worst of it.
final class StalenessWatch: Sendable {
  private let backends: Backends
  private let admin: KafkaAdmin
  private let state = Mutex(0.0)

  private static let pause: Duration = .milliseconds(200)

  init(backends: Backends) throws {
    self.backends = backends
    admin = try backends.admin()
  }

  /// The worst since the last reset, in milliseconds.
  var worst: Double { state.withLock { $0 } }

  func reset() { state.withLock { $0 = 0 } }

  /// Looks until the task is cancelled.
  func run() async {
    let progress = backends.progress(admin)
    var meters = [LagMeter(), LagMeter()]
    while !Task.isCancelled {
      // What cannot be seen while the broker is away is seen when it is back.
      for (index, log) in [progress.messages, progress.receipts].enumerated() {
        guard let partitions = try? await log.progress() else { continue }
        let lag = meters[index].measure(partitions, at: SystemClock().now())
        state.withLock { $0 = max($0, Double(lag.lagMilliseconds)) }
      }
      try? await Task.sleep(for: Self.pause)
    }
    await admin.close()
  }
}
