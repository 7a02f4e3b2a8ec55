/// Decides from what librdkafka reports and what probes find whether the brokers can be reached.
///
/// librdkafka tells when it has lost the last broker, which also happens when a broker merely closes an idle
/// connection, and never when one is back. So a loss only raises a suspicion, and a probe settles it.
struct HealthMonitor: Sendable {
  private(set) var health = KafkaHealth.connecting
  private var isSuspicious = false

  /// Whether the caller should ask the brokers now, and about once a second until it need not.
  var needsProbe: Bool {
    switch health {
    case .connecting, .down: true
    case .up: isSuspicious
    case .failed: false
    }
  }

  /// Notes an error that librdkafka reported.
  mutating func failed(_ error: KafkaError) {
    if error.isFatal { health = .failed(error) }
    if error.code == .allBrokersDown { isSuspicious = true }
  }

  /// Notes whether a broker answered a probe.
  mutating func probed(answered: Bool) {
    isSuspicious = false
    if case .failed = health { return }
    health = answered ? .up : .down
  }
}
