import Testing

@testable import Kafka

struct HealthMonitorTests {
  private let lost = KafkaError(code: .allBrokersDown, attempt: "talk to the brokers")

  @Test("a new producer is connecting and probes until a broker answers")
  func start() {
    var monitor = HealthMonitor()
    #expect(monitor.health == .connecting && monitor.needsProbe)
    monitor.probed(answered: true)
    #expect(monitor.health == .up && !monitor.needsProbe)
  }

  @Test("a lost connection alone is not an outage")
  func suspicion() {
    var monitor = HealthMonitor()
    monitor.probed(answered: true)
    monitor.failed(lost)
    #expect(monitor.health == .up && monitor.needsProbe)
    monitor.probed(answered: true)
    #expect(monitor.health == .up && !monitor.needsProbe)
  }

  @Test("an outage lasts until a probe is answered")
  func outage() {
    var monitor = HealthMonitor()
    monitor.probed(answered: true)
    monitor.failed(lost)
    monitor.probed(answered: false)
    #expect(monitor.health == .down && monitor.needsProbe)
    monitor.probed(answered: true)
    #expect(monitor.health == .up && !monitor.needsProbe)
  }

  @Test("a fatal error is final")
  func fatal() {
    let error = KafkaError(code: .fatal, attempt: "go on")
    var monitor = HealthMonitor()
    monitor.failed(error)
    monitor.probed(answered: true)
    #expect(monitor.health == .failed(error) && !monitor.needsProbe)
  }
}
