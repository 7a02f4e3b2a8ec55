import CRdKafka
import Synchronization

/// Whether a producer can reach its brokers.
public enum KafkaHealth: Sendable, Equatable {
  /// No broker has answered yet.
  case connecting
  /// At least one broker answers.
  case up
  /// No broker answers; messages wait for one until their delivery timeout.
  case down
  /// librdkafka's client has failed for good; the producer is about to go on with a new one.
  case failed(KafkaError)
}

/// The health of a producer, shared between its callbacks, its loop and its callers.
///
/// Each client has a turn at it; what an earlier one still reports is not heard.
final class HealthBoard: Sendable {
  private struct State {
    var turn = 0
    var monitor = HealthMonitor()
  }

  private let state = Mutex(State())
  private let onChange: @Sendable (KafkaHealth) -> Void

  init(onChange: @escaping @Sendable (KafkaHealth) -> Void) {
    self.onChange = onChange
  }

  var health: KafkaHealth { state.withLock { $0.monitor.health } }

  /// Begins anew with a new client.
  /// - Returns: Its turn.
  func begin() -> Int {
    let (turn, isNews) = state.withLock { state in
      state.turn += 1
      let isNews = state.monitor.health != .connecting
      state.monitor = HealthMonitor()
      return (state.turn, isNews)
    }
    if isNews { onChange(.connecting) }
    return turn
  }

  /// Whether the client of a turn is to be asked now.
  func needsProbe(_ turn: Int) -> Bool {
    state.withLock { $0.turn == turn && $0.monitor.needsProbe }
  }

  /// Applies a step of the client whose turn it is, and tells of a change.
  func note(_ turn: Int, _ step: (inout HealthMonitor) -> Void) {
    let changed = state.withLock { state -> KafkaHealth? in
      guard state.turn == turn else { return nil }
      let before = state.monitor.health
      step(&state.monitor)
      return state.monitor.health == before ? nil : state.monitor.health
    }
    if let changed { onChange(changed) }
  }
}

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

extension ClientHandle {
  /// Whether any broker answers a small request in time; blocks until then.
  func answers(within timeout: Duration) -> Bool {
    var metadata: UnsafePointer<rd_kafka_metadata>?
    guard
      rd_kafka_metadata(pointer, 0, nil, &metadata, timeout.librdkafkaMilliseconds)
        == RD_KAFKA_RESP_ERR_NO_ERROR
    else { return false }
    rd_kafka_metadata_destroy(metadata)
    return true
  }
}
