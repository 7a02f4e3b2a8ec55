import Synchronization

/// The health of a producer, shared between its callbacks, its loop and its callers.
final class HealthBoard: Sendable {
  private let monitor = Mutex(HealthMonitor())
  private let onChange: @Sendable (KafkaHealth) -> Void

  init(onChange: @escaping @Sendable (KafkaHealth) -> Void) {
    self.onChange = onChange
  }

  var health: KafkaHealth { monitor.withLock { $0.health } }
  var needsProbe: Bool { monitor.withLock { $0.needsProbe } }

  /// Applies a step and tells of a change.
  func note(_ step: (inout HealthMonitor) -> Void) {
    let changed = monitor.withLock { monitor -> KafkaHealth? in
      let before = monitor.health
      step(&monitor)
      return monitor.health == before ? nil : monitor.health
    }
    if let changed { onChange(changed) }
  }
}
