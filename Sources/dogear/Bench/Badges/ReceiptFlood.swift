import Bench
import ChatModel
import Service
import Stores
import Synchronization

/// Receipts of many people, as many a second as asked for, each of which reads on by one message.
final class ReceiptFlood: Sendable {
  /// How often receipts are sent; what became due meanwhile goes in one batch.
  private static let beat: Duration = .milliseconds(5)
  /// Far from all divisors of usual sizes, so that neighbours in time are none in the tables.
  private static let stride = 7_919

  private let backends: Backends
  private let town: BenchTown
  private let counts = Mutex<(given: Int, acknowledged: Int)>((0, 0))
  private let logger = Logger(label: "bench")

  init(_ backends: Backends, town: BenchTown) {
    self.backends = backends
    self.town = town
  }

  /// How many receipts Kafka has acknowledged.
  var acknowledged: Int { counts.withLock { $0.acknowledged } }

  /// Sends until the task is cancelled.
  func run(rate: Int) async throws {
    let producer = try backends.producer()
    let sink = KafkaEventSink(producer)
    var pace = MessagePace(rate: rate, from: .now)
    while !Task.isCancelled {
      let numbers = counts.withLock { counts in
        let begin = counts.given
        counts.given += pace.due(at: .now)
        return begin..<counts.given
      }
      do {
        try await sink.append(try numbers.map(entry))
        counts.withLock { $0.acknowledged += numbers.count }
      } catch {
        logger.warning("receipts of the flood were not sent", metadata: ["error": "\(error)"])
      }
      try? await Task.sleep(for: Self.beat)
    }
    await producer.close(timeout: .seconds(1))
  }

  /// The n-th receipt; everybody reads once before anybody reads again.
  private func entry(_ number: Int) throws -> LogEntry {
    let key = town.membership(number * Self.stride % town.memberships)
    let seq = min(town.head, Seq(number / town.memberships) + 1)
    return LogEntry(try ReceiptEvent(key, .read, seq: seq, epoch: 0), topics: backends.topics)
  }
}
