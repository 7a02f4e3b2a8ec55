import CRdKafka
import Lanes

/// A member of a consumer group, which shares out the partitions of some topics among its members.
///
/// **Offsets** are committed only by `commit(_:)` and by what the rebalance hook returns, so a record is seen
/// again unless its successor's offset was committed. A partition without a committed offset starts at its
/// oldest record.
///
/// **Rebalancing is eager**: when a member joins or leaves, everyone gives up every partition and gets new
/// ones, evenly (`roundrobin`). Cooperative rebalancing moves less, but librdkafka 2.0.2 can crash in it on
/// closing (issue 4312) and rejects manual commits while it lasts (issue 4059).
///
/// **Defaults for quick joins**: members learn of a rebalance at their next heartbeat, so
/// `heartbeat.interval.ms` is 500 (librdkafka: 3,000). `session.timeout.ms` is 6,000, the least that brokers
/// allow (45,000), since a vanished member's partitions wait for that long; the in-process broker also makes
/// a joining member wait for nearly that long unless all members rejoin sooner. `fetch.wait.max.ms` is 100
/// (500), since the in-process broker answers an empty fetch only after that time, whatever arrives
/// meanwhile. `max.poll.interval.ms` is 60,000 (300,000): a rebalance waits for so long for members that do not join
/// again, and when a broker was killed and came back, groups were seen to stand still for just that time.
/// `topic.metadata.refresh.interval.ms` is 10,000 (300,000), so a topic created later is found.
/// The first join of a group takes about 3 s on the in-process broker, and `group.initial.rebalance.delay.ms`
/// (3 s unless set to 0) on a real one.
///
/// **Lifetime.** All calls run one after another on the consumer's own thread; call `poll` at least every
/// `max.poll.interval.ms` (a minute), also while paused, or the group takes the partitions away. Call
/// `close()` when done; a consumer that is dropped instead leaves in the background.
public actor KafkaConsumer {
  static let defaults = [
    "enable.auto.commit": "false",
    "enable.auto.offset.store": "false",
    "auto.offset.reset": "earliest",
    "partition.assignment.strategy": "roundrobin",
    "heartbeat.interval.ms": "500",
    "session.timeout.ms": "6000",
    "max.poll.interval.ms": "60000",
    "fetch.wait.max.ms": "100",
    "topic.metadata.refresh.interval.ms": "10000",
  ]

  private let lane = Lane(name: "kafka-consumer")
  private let core: ConsumerCore
  private let rebalance: RebalanceHandler
  private let group: String
  private var isClosed = false

  /// The consumer's own thread.
  public nonisolated var unownedExecutor: UnownedSerialExecutor { lane.asUnownedSerialExecutor() }

  /// Joins a group, in the background; partitions come during later polls.
  /// - Parameters:
  ///   - configuration: Brokers and settings.
  ///   - group: The group's name.
  ///   - topics: The topics to share; they should exist already.
  ///   - onRebalance: Called during `poll` or `close`, on the consumer's thread; it must not call the
  ///     consumer. What it returns for `.revoked`, the next offset of each revoked partition, is committed
  ///     before the partitions are given away; a failure of that is logged. For the other cases, it is
  ///     ignored.
  /// - Throws: `KafkaError` with `.invalidArgument` for a setting that librdkafka does not know.
  public init(
    _ configuration: KafkaConfiguration, group: String, topics: [String],
    onRebalance: @escaping @Sendable (KafkaRebalance) -> [TopicPartition: Int64] = { _ in [:] }
  ) throws(KafkaError) {
    let rebalance = RebalanceHandler(hook: onRebalance, log: configuration.log)
    let context = ClientContext(
      log: configuration.log,
      rebalance: { client, event, partitions in
        rebalance.handle(client: client, event: event, list: partitions)
      })
    let client = try ClientHandle(
      RD_KAFKA_CONSUMER, configuration, defaults: Self.defaults.merging(["group.id": group]) { $1 },
      context: context)
    core = ConsumerCore(client)
    self.rebalance = rebalance
    self.group = group
    let subscription = PartitionList(topics: topics)
    let code = rd_kafka_subscribe(client.pointer, subscription.pointer)
    try KafkaError.check(code, "subscribe to \(topics.joined(separator: ", "))")
  }

  deinit {
    if !isClosed { core.abandon() }
  }

  /// Returns the next records: waits for the first, then takes what is already here.
  ///
  /// It returns early and possibly empty after `wakeUp()`, or when partitions are given away; their records
  /// are then left out, since the next owner will see them. Outages and partitions' ends are no errors: the
  /// records simply do not come.
  /// - Parameters:
  ///   - max: The most records to return, at least 1.
  ///   - wait: The longest time to wait for the first.
  /// - Throws: `KafkaError` for what waiting cannot cure, such as a lacking permission or a fatal error.
  public func poll(max: Int, wait: Duration) async throws(KafkaError) -> [KafkaRecord] {
    try checkOpen("poll group \(group)")
    return try core.poll(most: max, wait: wait, takeRevoked: rebalance.takeRevoked)
  }

  /// Ends a waiting `poll` at once; if none is waiting, the next one does not wait.
  public nonisolated func wakeUp() {
    core.wakeUp()
  }

  /// Stops fetching while keeping the membership, until `resume()`; continue to poll meanwhile.
  ///
  /// Records that were fetched and not yet returned come again afterwards. It also holds for partitions that
  /// are assigned later.
  public func pause() async throws(KafkaError) {
    try checkOpen("pause group \(group)")
    rebalance.setPaused(true)
    let list = try rawAssignment()
    try KafkaError.check(rd_kafka_pause_partitions(core.client.pointer, list.pointer), "pause group \(group)")
  }

  /// Fetches again after `pause()`, from where it stopped.
  public func resume() async throws(KafkaError) {
    try checkOpen("resume group \(group)")
    rebalance.setPaused(false)
    let list = try rawAssignment()
    try KafkaError.check(
      rd_kafka_resume_partitions(core.client.pointer, list.pointer), "resume group \(group)")
  }

  /// Leaves the group at once, after a last `.revoked`, and ends the consumer; later calls throw.
  public nonisolated func close() async {
    core.wakeUp()
    await leave()
  }

  private func leave() {
    guard !isClosed else { return }
    isClosed = true
    core.close()
  }

  private func checkOpen(_ attempt: @autoclosure () -> String) throws(KafkaError) {
    guard !isClosed else { throw .closed(attempt()) }
  }

  private func rawAssignment() throws(KafkaError) -> PartitionList {
    var list: PartitionList.Raw?
    let code = rd_kafka_assignment(core.client.pointer, &list)
    try KafkaError.check(code, "list the partitions of group \(group)")
    guard let list else { return PartitionList([TopicPartition]()) }
    return PartitionList(taking: list)
  }
}

extension KafkaConsumer {
  /// Commits, for each partition, the offset of the next record to process, and waits for the answer.
  ///
  /// While the group's coordinator is away it may wait for as long as a request's timeout.
  /// - Throws: `KafkaError`; with `.illegalGeneration`, `.unknownMember` or `.rebalanceInProgress` the
  ///   partitions have moved or are about to, and their next owner processes the records again.
  public func commit(_ offsets: [TopicPartition: Int64]) async throws(KafkaError) {
    try checkOpen("commit offsets of group \(group)")
    guard !offsets.isEmpty else { return }
    let list = PartitionList(offsets)
    let code = rd_kafka_commit(core.client.pointer, list.pointer, 0)
    let group = group
    try list.checkEach { "commit the offset of \($0) for group \(group)" }
    try KafkaError.check(code, "commit offsets of group \(group)")
  }

  /// The partitions that belong to this consumer now.
  public func assignment() async throws(KafkaError) -> [TopicPartition] {
    try checkOpen("list the partitions of group \(group)")
    return try rawAssignment().entries.map(\.partition).sorted()
  }

  /// The committed offsets of the assigned partitions, without those that have none.
  public func committed(timeout: Duration = .seconds(5)) async throws(KafkaError) -> [TopicPartition: Int64] {
    try checkOpen("read the offsets of group \(group)")
    let list = try rawAssignment()
    let code = rd_kafka_committed(core.client.pointer, list.pointer, timeout.librdkafkaMilliseconds)
    try KafkaError.check(code, "read the offsets of group \(group)")
    return list.offsets
  }

  /// The offset of the next record that `poll` will return of each assigned partition, where it has returned
  /// one.
  public func position() async throws(KafkaError) -> [TopicPartition: Int64] {
    try checkOpen("read the positions of group \(group)")
    let list = try rawAssignment()
    let code = rd_kafka_position(core.client.pointer, list.pointer)
    try KafkaError.check(code, "read the positions of group \(group)")
    return list.offsets
  }
}
