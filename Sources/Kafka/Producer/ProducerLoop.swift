import CRdKafka
import Lanes
import Synchronization

/// Serves a producer's delivery reports and errors, and takes the producer down in the end.
///
/// `run()` occupies the loop's own thread. With healthy brokers it wakes up for what librdkafka reports, and every five
/// seconds to ask whether they are still there: librdkafka does not always report a broker that went away while nothing
/// was to be sent. Without brokers it probes about once a second.
actor ProducerLoop {
  private static let probeTimeout: Duration = .milliseconds(500)
  private static let probePause: Duration = .milliseconds(500)
  private static let checkPause: Duration = .seconds(5)

  private let lane = Lane(name: "kafka-producer")
  private let client: ClientHandle
  private let waker: QueueWaker
  private let space: Gate
  private let health: HealthBoard
  private let turn: Int
  private let deadline = Mutex<Duration?>(nil)

  nonisolated var unownedExecutor: UnownedSerialExecutor { lane.asUnownedSerialExecutor() }

  /// - Parameters:
  ///   - space: Opened whenever reports were served, as there may be room in the queue again.
  ///   - turn: The client's turn at the board.
  init(client: ClientHandle, space: Gate, health: HealthBoard, turn: Int) {
    self.client = client
    self.space = space
    self.health = health
    self.turn = turn
    waker = QueueWaker(taking: rd_kafka_queue_get_main(client.pointer))
  }

  /// Makes `run()` deliver what it can within `patience`, fail the rest, destroy the client and return.
  nonisolated func stop(patience: Duration) {
    deadline.withLock { $0 = $0 ?? patience }
    waker.wake()
  }

  /// Serves the client until `stop(patience:)`.
  func run() {
    var patience = deadline.withLock { $0 }
    var nextCheck = ContinuousClock.now
    while patience == nil {
      if health.needsProbe(turn) || ContinuousClock.now >= nextCheck {
        let answered = client.answers(within: Self.probeTimeout)
        health.note(turn) { $0.probed(answered: answered) }
        nextCheck = .now + Self.checkPause
      }
      let pause = health.needsProbe(turn) ? Self.probePause : max(.zero, nextCheck - .now)
      if rd_kafka_poll(client.pointer, pause.librdkafkaMilliseconds) > 0 { space.open() }
      patience = deadline.withLock { $0 }
    }
    tearDown(patience: patience ?? .zero)
  }

  /// The order matters: reports before the queue reference, and that before the client.
  private func tearDown(patience: Duration) {
    if rd_kafka_flush(client.pointer, patience.librdkafkaMilliseconds) != RD_KAFKA_RESP_ERR_NO_ERROR {
      rd_kafka_purge(client.pointer, RD_KAFKA_PURGE_F_QUEUE | RD_KAFKA_PURGE_F_INFLIGHT)
      // Purging turns every message into a failed report; serving those takes no network.
      rd_kafka_flush(client.pointer, Duration.seconds(5).librdkafkaMilliseconds)
    }
    waker.close()
    client.destroy()
    space.open()
  }
}
