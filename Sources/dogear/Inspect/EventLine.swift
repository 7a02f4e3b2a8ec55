import Canvas
import ChatModel
import Kafka

/// A record of the log as a line for people.
struct EventLine {
  let text: String

  init(_ record: KafkaRecord, topics: Topics) {
    let place = "\(record.topic)/\(record.partition)@\(record.offset)"
    text = Sanitizer.line("\(place.padding(to: 30)) \(Self.words(record, topics))")
  }

  private static func words(_ record: KafkaRecord, _ topics: Topics) -> String {
    do throws(Rejection) {
      switch record.topic {
      case topics.messages:
        let event = try MessageEvent(json: record.value)
        if case .post(let body) = event.action {
          return "message  \(event.author) in \(event.channel): \(body)"
        }
        return "change   \(event.author) in \(event.channel): \(event.action)"
      case topics.receipts:
        let event = try ReceiptEvent(json: record.value)
        let verb = event.kind == .read ? "read up to" : "marked unread from"
        return "receipt  \(event.key) \(verb) \(event.seq)"
          + (event.epoch > 0 ? " (epoch \(event.epoch))" : "")
      default:
        let headers = record.headers.map { "\($0.name)=\(String(decoding: $0.value, as: UTF8.self))" }
        return "dead     \(headers.joined(separator: " ")) \(raw(record))"
      }
    } catch {
      return "garbage  \(error): \(raw(record))"
    }
  }

  private static func raw(_ record: KafkaRecord) -> String {
    String(decoding: (record.value ?? []).prefix(200), as: UTF8.self)
  }
}
