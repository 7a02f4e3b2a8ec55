/// The configuration of a single node, broker and controller in one.
struct KafkaProperties: Sendable, Equatable {
  let brokerPort: UInt16
  let controllerPort: UInt16
  /// The folder of its log segments.
  let data: String

  /// The file's contents.
  ///
  /// In a properties file a backslash starts an escape, so one in a path is doubled.
  var text: String {
    """
    process.roles=broker,controller
    node.id=1
    controller.quorum.voters=1@127.0.0.1:\(controllerPort)
    controller.listener.names=CONTROLLER
    listeners=PLAINTEXT://127.0.0.1:\(brokerPort),CONTROLLER://127.0.0.1:\(controllerPort)
    advertised.listeners=PLAINTEXT://127.0.0.1:\(brokerPort)
    listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT
    inter.broker.listener.name=PLAINTEXT
    log.dirs=\(data.split(separator: "\\", omittingEmptySubsequences: false).joined(separator: "\\\\"))
    num.network.threads=2
    num.io.threads=2
    num.partitions=1
    offsets.topic.replication.factor=1
    offsets.topic.num.partitions=4
    transaction.state.log.replication.factor=1
    transaction.state.log.min.isr=1
    transaction.state.log.num.partitions=1
    share.coordinator.state.topic.replication.factor=1
    share.coordinator.state.topic.min.isr=1
    group.initial.rebalance.delay.ms=0
    auto.create.topics.enable=false

    """
  }

  /// A new cluster id: 16 random bytes in URL-safe base64 without padding, as `kafka-storage.sh random-uuid` prints,
  /// without the second or two that starting Java takes.
  static func newClusterID() -> String {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
    // 21 characters carry 126 bits, the last one carries the two that are left. No leading dash: it looks like an option.
    let first = alphabet[Int.random(in: 0..<62)]
    let middle = (0..<20).map { _ in alphabet[Int.random(in: 0..<64)] }
    let last = alphabet[Int.random(in: 0..<4) * 16]
    return String([first] + middle + [last])
  }
}
