import Kafka
import Synchronization

/// A failure of the tests' own machinery.
struct Failure: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) {
    self.description = description
  }
}

/// A name that no other test uses.
func uniqueName(_ stem: String) -> String {
  "\(stem)-\(UInt64.random(in: 0...(.max)))"
}

/// The error of the driver that an operation throws, if it does.
func failure(_ operation: () async throws -> some Any) async -> KafkaError? {
  do {
    _ = try await operation()
    return nil
  } catch {
    return error as? KafkaError
  }
}

/// Values that callbacks append and tests read.
final class Recorder<Value: Sendable>: Sendable {
  private let state = Mutex<[Value]>([])

  var values: [Value] { state.withLock { $0 } }

  func append(_ value: Value) {
    state.withLock { $0.append(value) }
  }
}

extension KafkaMessage {
  init(_ topic: String, key: String? = nil, _ value: String, partition: Int32? = nil) {
    self.init(topic: topic, key: key.map { Array($0.utf8) }, value: Array(value.utf8), partition: partition)
  }
}

extension KafkaRecord {
  var text: String { String(decoding: value ?? [], as: UTF8.self) }
  var keyText: String { String(decoding: key ?? [], as: UTF8.self) }
}
