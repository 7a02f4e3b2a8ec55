import Arguments
import ChatModel
import Kafka
import Service

/// `dogear tail`: the events of both topics, decoded.
struct Tail: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print the events of the log, decoded, as they come.",
    examples: [
      CommandExample("dogear tail", "From now on, until Ctrl-C."),
      CommandExample("dogear tail --last 20 --no-follow", "The last 20 of each partition."),
    ])

  @OptionGroup var connection: ConnectionOptions

  @Option(help: ArgumentHelp("Begin with so many events of each partition.", valueName: "n"))
  var last = 0

  @Flag(inversion: .prefixedNo, help: "Go on with new events until Ctrl-C.")
  var follow = true

  func validate() throws {
    guard last >= 0 else { throw ValidationError("--last must not be negative") }
  }

  func run() async throws {
    let backends = try Backends(try connection.resolve())
    let admin = try backends.admin()
    let topics = backends.topics
    var starts: [TopicPartition: KafkaStart] = [:]
    for topic in [topics.messages, topics.receipts, topics.deadLetters] {
      for partition in 0..<Int32(try await admin.partitions(of: topic)) {
        starts[TopicPartition(topic: topic, partition: partition)] = last > 0 ? .last(Int64(last)) : .end
      }
    }
    let reader = try backends.reader(from: starts)
    let follow = follow
    try await interruptible {
      while !Task.isCancelled {
        let records = try await reader.poll(max: 1_000, wait: .milliseconds(follow ? 500 : 2_000))
        for record in records { print(EventLine(record, topics: topics).text) }
        if records.isEmpty, !follow { break }
      }
    }
    await reader.close()
  }
}
