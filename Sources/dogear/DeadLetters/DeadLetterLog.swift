import ChatModel
import ChatServer
import Kafka
import Stores

/// The topic of dead letters on a broker.
struct DeadLetterLog {
  let backends: Backends

  private var topics: Topics { backends.topics }
  private static let batch = 500

  /// The letters that are there now.
  func box() async throws -> DeadLetterBox {
    var box = DeadLetterBox()
    try await scan { records in
      for record in records { box.take(record) }
    }
    return box
  }

  /// The record of a letter.
  func record(_ number: Int64) async throws -> KafkaRecord? {
    var found: KafkaRecord?
    try await scan { records in found = found ?? records.first { $0.offset == number } }
    return found
  }

  /// Deals with letters, in batches: first their events are appended again, if that is meant, then it is noted.
  ///
  /// Should it end between the two, an event is tried twice: that changes nothing, unless it is an edit, which then takes
  /// back the edits after it.
  /// - Returns: The numbers of those that cannot be retried.
  func settle(_ letters: [DeadLetterBox.Letter], _ settlement: DeadLetterBox.Settlement) async throws
    -> [Int64]
  {
    let wanted = Set(letters.map(\.number))
    let producer = try backends.producer()
    let sink = KafkaEventSink(producer)
    var impossible: [Int64] = []
    do {
      try await scan { records in
        var settled: [Int64] = []
        var originals: [LogEntry] = []
        for record in records where wanted.contains(record.offset) {
          if settlement == .retried {
            guard let original = DeadLetterBox.original(of: record, topics) else {
              impossible.append(record.offset)
              continue
            }
            originals.append(original)
          }
          settled.append(record.offset)
        }
        if !originals.isEmpty { try await sink.append(originals) }
        if !settled.isEmpty {
          try await sink.append(settled.map { DeadLetterBox.settling($0, settlement, topics) })
        }
      }
    } catch {
      await producer.close()
      throw error
    }
    await producer.close()
    return impossible
  }

  /// Reads the topic from its beginning to what is its end now.
  private func scan(_ body: ([KafkaRecord]) async throws -> Void) async throws {
    let partition = TopicPartition(topic: topics.deadLetters, partition: DeadLetter.partition)
    let admin = try backends.admin()
    do {
      try await scan(partition, admin, body)
    } catch {
      await admin.close()
      throw error
    }
    await admin.close()
  }

  private func scan(
    _ partition: TopicPartition, _ admin: KafkaAdmin, _ body: ([KafkaRecord]) async throws -> Void
  ) async throws {
    var scan = PartitionScan(of: try await admin.watermarks(of: partition), at: .now)
    guard !scan.isDone else { return }
    let reader = try backends.reader(from: [partition: .beginning])
    do {
      while !scan.isDone {
        let records = try await reader.poll(max: Self.batch, wait: .milliseconds(500))
        if let last = records.last {
          let end = scan.end
          try await body(records.filter { $0.offset < end })
          scan.read(upTo: last.offset, at: .now)
        } else {
          // An outage is no error to the reader, and is none here before its time.
          let marks = try? await admin.watermarks(of: partition)
          try scan.waited(marks, at: .now)
        }
        try Task.checkCancellation()
      }
    } catch {
      await reader.close()
      throw error
    }
    await reader.close()
  }
}
