import Canvas
import ChatModel
import ChatServer
import Kafka

/// What stands in the topic of dead letters: each event once, however often it was buried, without those that somebody
/// has dealt with.
///
/// A letter's number is the offset of its first copy. Dealing with one is an event, too: a record of the same topic with
/// the headers `settles`, its number, and `as`, `retried` or `discarded`. Of each event only the beginning is kept here.
struct DeadLetterBox {
  /// What was done with a letter.
  enum Settlement: String {
    /// Its event was appended to its topic again.
    case retried
    /// It is to be forgotten.
    case discarded
  }

  /// An event that the server could not apply.
  struct Letter: Encodable {
    let number: Int64
    /// Such as `dogear.messages/3@17`.
    let place: String
    let reason: String
    /// The beginning of it.
    let event: String
    var copies = 1
  }

  private var letters: [Int64: Letter] = [:]
  private var numbers: [String: Int64] = [:]

  /// How many bytes of an event are kept.
  private static let excerptBytes = 300

  /// Takes the next record of the topic.
  mutating func take(_ record: KafkaRecord) {
    if let number = Self.header(Self.settles, of: record).flatMap({ Int64($0) }) {
      letters[number] = nil
      return
    }
    guard let topic = Self.header(.topic, of: record), let partition = Self.header(.partition, of: record),
      let offset = Self.header(.offset, of: record)
    else { return }
    let place = "\(topic)/\(partition)@\(offset)"
    if let known = numbers[place] {
      // A copy of one that was dealt with is dealt with.
      letters[known]?.copies += 1
      return
    }
    numbers[place] = record.offset
    letters[record.offset] = Letter(
      number: record.offset, place: Sanitizer.line(place),
      reason: Sanitizer.line(Self.header(.reason, of: record) ?? "no reason given"),
      event: Sanitizer.line(
        String(decoding: (record.value ?? []).prefix(Self.excerptBytes), as: UTF8.self)))
  }

  /// Those that nobody has dealt with, in order.
  var waiting: [Letter] { letters.values.sorted { $0.number < $1.number } }

  /// Those that are meant: with one of the numbers, or for a reason that contains the words, or all.
  /// - Throws: `Unknown` for a number that is not there.
  func chosen(_ numbers: [Int64], reason: String?, all: Bool) throws(Unknown) -> [Letter] {
    for number in numbers where letters[number] == nil { throw Unknown(number: number) }
    let chosen = Set(numbers)
    return waiting.filter { letter in
      all || chosen.contains(letter.number)
        || reason.map { letter.reason.lowercased().contains($0.lowercased()) } ?? false
    }
  }

  /// There is no such letter.
  struct Unknown: Error, CustomStringConvertible {
    let number: Int64
    var description: String {
      "there is no dead letter \(number), or it has been dealt with; see `dogear dead-letters list`"
    }
  }

  /// The event of a letter as it was in its topic.
  ///
  /// `nil` if that cannot be known: it was so large that it was cut, or stood in a topic that is none of ours.
  static func original(of record: KafkaRecord, _ topics: Topics) -> LogEntry? {
    guard let topic = header(.topic, of: record), [topics.messages, topics.receipts].contains(topic),
      DeadLetter.isWhole(record.key), DeadLetter.isWhole(record.value)
    else { return nil }
    return LogEntry(
      topic: topic, key: record.key, value: record.value,
      timestamp: record.timestampMilliseconds.map { Timestamp(milliseconds: $0) })
  }

  /// The record that says what was done with a letter.
  static func settling(_ number: Int64, _ settlement: Settlement, _ topics: Topics) -> LogEntry {
    LogEntry(
      topic: topics.deadLetters, key: nil, value: nil,
      headers: [settles: String(number), "as": settlement.rawValue], partition: DeadLetter.partition)
  }

  private static let settles = "settles"

  private static func header(_ name: DeadLetter.Header, of record: KafkaRecord) -> String? {
    header(name.rawValue, of: record)
  }

  private static func header(_ name: String, of record: KafkaRecord) -> String? {
    record.headers.first { $0.name == name }.flatMap { String(validating: $0.value, as: UTF8.self) }
  }
}
