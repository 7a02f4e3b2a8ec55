/// The configuration of a node, broker and controller in one: a single one, or one of several.
struct KafkaProperties: Sendable, Equatable {
  let brokerPort: UInt16
  let controllerPort: UInt16
  /// The folder of its log segments.
  let data: String
  /// Its number, from 1.
  var node = 1
  /// The controllers' ports in the order of the nodes, if there are several.
  var controllerPorts: [UInt16] = []

  /// The nodes that vote, `1@127.0.0.1:9093` and so on.
  private var voters: String {
    let ports = controllerPorts.isEmpty ? [controllerPort] : controllerPorts
    return ports.enumerated().map { "\($0.offset + 1)@127.0.0.1:\($0.element)" }.joined(separator: ",")
  }

  /// The file's contents.
  ///
  /// In a properties file a backslash starts an escape, so one in a path is doubled.
  var text: String {
    """
    process.roles=broker,controller
    node.id=\(node)
    controller.quorum.voters=\(voters)
    controller.listener.names=CONTROLLER
    listeners=PLAINTEXT://127.0.0.1:\(brokerPort),CONTROLLER://127.0.0.1:\(controllerPort)
    advertised.listeners=PLAINTEXT://127.0.0.1:\(brokerPort)
    listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT
    inter.broker.listener.name=PLAINTEXT
    log.dirs=\(data.split(separator: "\\", omittingEmptySubsequences: false).joined(separator: "\\\\"))
    num.network.threads=2
    num.io.threads=2
    num.partitions=1
    offsets.topic.replication.factor=\(max(1, controllerPorts.count))
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

/// The smallest use of Kafka's protocol that tells whether a broker is in service: Metadata, version 1, for no topics.
///
/// A TCP connect or ApiVersions succeeds earlier, while the broker is still fenced and creating a topic would fail.
/// Layout: https://kafka.apache.org/protocol#The_Messages_Metadata
enum KafkaMetadata {
  /// Length, then api key 3, version 1, correlation id 1, client id "dogear", an empty array of topics.
  static let request: [UInt8] = {
    let body: [UInt8] = [0, 3, 0, 1, 0, 0, 0, 1, 0, 6] + Array("dogear".utf8) + [0, 0, 0, 0]
    return [0, 0, 0, UInt8(body.count)] + body
  }()

  /// The number of brokers in the response so far received, or `nil` if it is not complete enough to say.
  ///
  /// The count stands after the length and the correlation id, four bytes each.
  static func brokers(inResponse bytes: [UInt8]) -> Int? {
    guard bytes.count >= 12 else { return nil }
    return Int(Int32(bitPattern: bytes[8..<12].reduce(0) { $0 << 8 | UInt32($1) }))
  }
}
