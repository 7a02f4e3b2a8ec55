import CRdKafka

/// What librdkafka's callbacks reach through the client's opaque pointer.
///
/// The `ClientHandle` owns it, and no callback runs once the handle is destroyed.
final class ClientContext: Sendable {
  typealias Rebalance =
    @Sendable (
      _ client: OpaquePointer, _ event: rd_kafka_resp_err_t,
      _ partitions: UnsafeMutablePointer<rd_kafka_topic_partition_list_t>?
    ) -> Void

  let log: @Sendable (KafkaLogLine) -> Void
  let failed: (@Sendable (KafkaError) -> Void)?
  let rebalance: Rebalance?

  /// - Parameter failed: Takes the client's own errors, such as lost brokers, when the client is polled;
  ///   without it librdkafka logs them at once, and nothing piles up in a client that is not polled.
  init(
    log: @escaping @Sendable (KafkaLogLine) -> Void,
    failed: (@Sendable (KafkaError) -> Void)? = nil,
    rebalance: Rebalance? = nil
  ) {
    self.log = log
    self.failed = failed
    self.rebalance = rebalance
  }

  /// Sets the callbacks of `conf` and points them here.
  func install(in conf: OpaquePointer) {
    rd_kafka_conf_set_opaque(conf, Unmanaged.passUnretained(self).toOpaque())
    rd_kafka_conf_set_log_cb(conf) { client, level, facility, text in
      ClientContext.of(client)?.log(level: level, facility: facility, text: text)
    }
    if failed != nil {
      rd_kafka_conf_set_error_cb(conf) { client, code, reason, _ in
        ClientContext.of(client)?.report(code: code, reason: reason, client: client)
      }
    }
    if rebalance != nil {
      rd_kafka_conf_set_rebalance_cb(conf) { client, event, partitions, _ in
        guard let client else { return }
        ClientContext.of(client)?.rebalance?(client, event, partitions)
      }
    }
  }

  private static func of(_ client: OpaquePointer?) -> ClientContext? {
    guard let client, let opaque = rd_kafka_opaque(client) else { return nil }
    return Unmanaged<ClientContext>.fromOpaque(opaque).takeUnretainedValue()
  }

  private func log(level: Int32, facility: UnsafePointer<CChar>?, text: UnsafePointer<CChar>?) {
    log(
      KafkaLogLine(
        level: KafkaLogLine.Level(rawValue: Int(level)) ?? .debug,
        facility: facility.map { String(cString: $0) } ?? "",
        text: text.map { String(cString: $0) } ?? ""))
  }

  private func report(code: Int32, reason: UnsafePointer<CChar>?, client: OpaquePointer?) {
    let code = KafkaError.Code(rawValue: code)
    if code == .fatal, let client {
      failed?(.fatalError(of: client, attempt: "go on"))
    } else {
      failed?(
        KafkaError(code: code, message: reason.map { String(cString: $0) }, attempt: "talk to the brokers"))
    }
  }
}
