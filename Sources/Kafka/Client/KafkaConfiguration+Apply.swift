import CRdKafka

extension KafkaConfiguration {
  /// The defaults of every client: return to a broker that was restarted within a second rather than ten.
  private static let commonDefaults = ["reconnect.backoff.max.ms": "1000"]

  /// A librdkafka configuration of the defaults, then the brokers, then the caller's settings.
  ///
  /// `rd_kafka_new` takes it over if it succeeds; otherwise the caller destroys it.
  func applied(over defaults: [String: String]) throws(KafkaError) -> OpaquePointer {
    let settings = Self.commonDefaults
      .merging(defaults) { $1 }
      .merging(["bootstrap.servers": brokers]) { $1 }
      .merging(self.settings) { $1 }
    guard let target = rd_kafka_conf_new() else {
      throw KafkaError(code: .invalidArgument, message: "out of memory", attempt: "create a Kafka client")
    }
    for (name, value) in settings.sorted(by: { $0.key < $1.key }) {
      let (result, reason) = KafkaError.withErrorText { rd_kafka_conf_set(target, name, value, $0, $1) }
      guard result == RD_KAFKA_CONF_OK else {
        rd_kafka_conf_destroy(target)
        throw KafkaError(
          code: .invalidArgument, message: reason, attempt: "apply the Kafka setting \(name)=\(value)")
      }
    }
    return target
  }
}
