import CRdKafka

extension ClientHandle {
  /// Whether any broker answers a small request in time; blocks until then.
  func answers(within timeout: Duration) -> Bool {
    var metadata: UnsafePointer<rd_kafka_metadata>?
    guard
      rd_kafka_metadata(pointer, 0, nil, &metadata, timeout.wholeMilliseconds) == RD_KAFKA_RESP_ERR_NO_ERROR
    else { return false }
    rd_kafka_metadata_destroy(metadata)
    return true
  }
}
