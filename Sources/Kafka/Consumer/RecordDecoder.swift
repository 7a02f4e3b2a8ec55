import CRdKafka

/// Copies librdkafka's messages into records; it keeps the last topic's name, as neighbours usually share it.
struct RecordDecoder {
  private var topic: (handle: OpaquePointer, name: String)?

  mutating func record(_ message: UnsafePointer<rd_kafka_message_t>) -> KafkaRecord {
    var kind = RD_KAFKA_TIMESTAMP_NOT_AVAILABLE
    let timestamp = rd_kafka_message_timestamp(message, &kind)
    return KafkaRecord(
      topic: name(of: message.pointee.rkt),
      partition: message.pointee.partition,
      offset: message.pointee.offset,
      key: Self.bytes(message.pointee.key, message.pointee.key_len),
      value: Self.bytes(message.pointee.payload, message.pointee.len),
      headers: Self.headers(of: message),
      timestampMilliseconds: kind == RD_KAFKA_TIMESTAMP_NOT_AVAILABLE ? nil : timestamp)
  }

  private mutating func name(of handle: OpaquePointer) -> String {
    if let topic, topic.handle == handle { return topic.name }
    let name = String(cString: rd_kafka_topic_name(handle))
    topic = (handle, name)
    return name
  }

  private static func bytes(_ start: UnsafeRawPointer?, _ count: Int) -> [UInt8]? {
    start.map { Array(UnsafeRawBufferPointer(start: $0, count: count)) }
  }

  private static func headers(of message: UnsafePointer<rd_kafka_message_t>) -> [KafkaHeader] {
    var list: OpaquePointer?
    guard rd_kafka_message_headers(message, &list) == RD_KAFKA_RESP_ERR_NO_ERROR, let list else { return [] }
    return (0..<rd_kafka_header_cnt(list)).compactMap { index in
      var name: UnsafePointer<CChar>?
      var value: UnsafeRawPointer?
      var count = 0
      guard rd_kafka_header_get_all(list, index, &name, &value, &count) == RD_KAFKA_RESP_ERR_NO_ERROR,
        let name
      else { return nil }
      return KafkaHeader(name: String(cString: name), value: bytes(value, count) ?? [])
    }
  }
}
