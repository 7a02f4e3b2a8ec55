import CRdKafka

extension ClientHandle {
  /// Puts a message into the local queue; its delivery report will reach `ticket`.
  func produce(_ message: KafkaMessage, _ ticket: DeliveryTicket) -> KafkaError.Code {
    let headers = Self.rawHeaders(message.headers)
    let reference = Unmanaged.passRetained(ticket)
    let code = Self.withBytes(message.key) { key, keyCount in
      Self.withBytes(message.value) { value, valueCount in
        crdkafka_produce(
          pointer, message.topic, message.partition ?? RD_KAFKA_PARTITION_UA, key, keyCount, value,
          valueCount, message.timestampMilliseconds ?? 0, headers, reference.toOpaque())
      }
    }
    if code != RD_KAFKA_RESP_ERR_NO_ERROR {
      reference.release()
      if let headers { rd_kafka_headers_destroy(headers) }
    }
    return KafkaError.Code(code)
  }

  /// Makes the delivery reports of `conf`'s client settle the tickets of `produce`.
  static func installDeliveryReports(in conf: OpaquePointer) {
    rd_kafka_conf_set_dr_msg_cb(conf) { _, message, _ in
      guard let pointer = message, let reference = pointer.pointee._private else { return }
      let message = pointer.pointee
      let ticket = Unmanaged<DeliveryTicket>.fromOpaque(reference).takeRetainedValue()
      let code = KafkaError.Code(message.err)
      guard code != .none else {
        return ticket.report(.success(KafkaDelivery(partition: message.partition, offset: message.offset)))
      }
      let topic = String(cString: rd_kafka_topic_name(message.rkt))
      var error = KafkaError(code: code, attempt: "deliver a message to \(topic)")
      error.mayBeWritten = rd_kafka_message_status(pointer) != RD_KAFKA_MSG_STATUS_NOT_PERSISTED
      ticket.report(.failure(error))
    }
  }

  private static func rawHeaders(_ headers: [KafkaHeader]) -> OpaquePointer? {
    guard !headers.isEmpty, let list = rd_kafka_headers_new(headers.count) else { return nil }
    for header in headers {
      withBytes(header.value) { value, count in
        _ = rd_kafka_header_add(list, header.name, -1, value, count)
      }
    }
    return list
  }

  /// Passes no pointer for `nil` and some pointer for no bytes: Kafka tells a missing value from an empty
  /// one.
  private static func withBytes<Result>(
    _ bytes: [UInt8]?, _ body: (UnsafeRawPointer?, Int) -> Result
  ) -> Result {
    guard let bytes else { return body(nil, 0) }
    guard !bytes.isEmpty else { return withUnsafeBytes(of: UInt8(0)) { body($0.baseAddress, 0) } }
    return bytes.withUnsafeBytes { body($0.baseAddress, $0.count) }
  }
}
