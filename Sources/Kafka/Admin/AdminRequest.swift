import CRdKafka

extension ClientHandle {
  /// Makes one admin request, waits for its answer and reads it.
  /// - Parameters:
  ///   - kind: Which request the options are for.
  ///   - timeout: How long the brokers may take.
  ///   - attempt: What is attempted, for errors.
  ///   - start: Starts the request with the given options, to answer on the given queue.
  ///   - read: Reads the answer, which lives only as long as the call.
  func request<Answer>(
    _ kind: rd_kafka_admin_op_t, timeout: Duration, _ attempt: String,
    start: (_ options: OpaquePointer?, _ queue: OpaquePointer?) -> Void,
    read: (_ answer: OpaquePointer) throws(KafkaError) -> Answer
  ) throws(KafkaError) -> Answer {
    let queue = rd_kafka_queue_new(pointer)
    let options = rd_kafka_AdminOptions_new(pointer, kind)
    defer {
      rd_kafka_AdminOptions_destroy(options)
      rd_kafka_queue_destroy(queue)
    }
    let (_, refusal) = KafkaError.withErrorText {
      rd_kafka_AdminOptions_set_request_timeout(options, timeout.wholeMilliseconds, $0, $1)
    }
    guard refusal.isEmpty else {
      throw KafkaError(code: .invalidArgument, message: refusal, attempt: attempt)
    }
    start(options, queue)
    // The answer always comes: librdkafka makes one up when the request times out.
    guard let answer = rd_kafka_queue_poll(queue, -1) else {
      throw KafkaError(code: .timedOut, attempt: attempt)
    }
    defer { rd_kafka_event_destroy(answer) }
    let code = KafkaError.Code(rd_kafka_event_error(answer))
    guard code == .none else {
      throw KafkaError(
        code: code, message: String(cString: rd_kafka_event_error_string(answer)), attempt: attempt)
    }
    return try read(answer)
  }
}
