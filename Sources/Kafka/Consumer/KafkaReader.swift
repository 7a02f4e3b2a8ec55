import CRdKafka
import Lanes

/// Reads given partitions without joining a group and without committing anything, as for following a log.
///
/// All calls run one after another on the reader's own thread. Call `close()` when done; a reader that is
/// dropped instead ends in the background.
public actor KafkaReader {
  private let lane = Lane(name: "kafka-reader")
  private let core: ConsumerCore
  private var isClosed = false

  /// The reader's own thread.
  public nonisolated var unownedExecutor: UnownedSerialExecutor { lane.asUnownedSerialExecutor() }

  /// Starts reading, in the background.
  /// - Parameters:
  ///   - configuration: Brokers and settings.
  ///   - starts: The partitions to read and where to begin in each.
  /// - Throws: `KafkaError` with `.invalidArgument` for a setting that librdkafka does not know.
  public init(
    _ configuration: KafkaConfiguration, from starts: [TopicPartition: KafkaStart]
  ) throws(KafkaError) {
    // librdkafka's consumer wants a group's name, but contacts no group as long as it does not subscribe.
    let defaults = KafkaConsumer.defaults.merging(["group.id": "reader"]) { $1 }
    let context = ClientContext(log: configuration.log)
    let client = try ClientHandle(RD_KAFKA_CONSUMER, configuration, defaults: defaults, context: context)
    core = ConsumerCore(client)
    let list = PartitionList(starts.mapValues(\.rawOffset))
    try KafkaError.check(rd_kafka_assign(client.pointer, list.pointer), "read partitions")
  }

  deinit {
    if !isClosed { core.abandon() }
  }

  /// Returns the next records: waits for the first, then takes what is already here.
  ///
  /// It returns early and possibly empty after `wakeUp()`. Outages and partitions' ends are no errors.
  /// - Parameters:
  ///   - max: The most records to return, at least 1.
  ///   - wait: The longest time to wait for the first.
  /// - Throws: `KafkaError` for what waiting cannot cure, such as a lacking permission.
  public func poll(max: Int, wait: Duration) async throws(KafkaError) -> [KafkaRecord] {
    guard !isClosed else { throw .closed("read partitions") }
    return try core.poll(most: max, wait: wait)
  }

  /// Ends a waiting `poll` at once; if none is waiting, the next one does not wait.
  public nonisolated func wakeUp() {
    core.wakeUp()
  }

  /// Ends the reader; later calls throw.
  public nonisolated func close() async {
    core.wakeUp()
    await end()
  }

  private func end() {
    guard !isClosed else { return }
    isClosed = true
    core.close()
  }
}
