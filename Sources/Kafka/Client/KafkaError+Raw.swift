import CRdKafka

extension KafkaError {
  /// Throws unless `code` is "no error".
  static func check(
    _ code: rd_kafka_resp_err_t, _ attempt: @autoclosure () -> String
  ) throws(KafkaError) {
    guard code != RD_KAFKA_RESP_ERR_NO_ERROR else { return }
    throw KafkaError(code: Code(code), attempt: attempt())
  }

  /// The call came after `close()`.
  static func closed(_ attempt: String) -> KafkaError {
    KafkaError(code: .closed, message: "the client is closed", attempt: attempt)
  }

  /// The underlying cause of a client's `_FATAL`.
  static func fatalError(of client: OpaquePointer, attempt: String) -> KafkaError {
    let (code, text) = withErrorText { rd_kafka_fatal_error(client, $0, $1) }
    return KafkaError(
      code: Code(code), message: text.isEmpty ? nil : text, attempt: attempt, isRetriable: false,
      isFatal: true)
  }

  /// Calls a function that describes its failure in a buffer, and returns its result and the text.
  static func withErrorText<Result>(
    _ body: (_ buffer: UnsafeMutablePointer<CChar>?, _ size: Int) -> Result
  ) -> (Result, String) {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: 512) { buffer in
      buffer.initialize(repeating: 0)
      let result = body(buffer.baseAddress, buffer.count)
      return (result, buffer.baseAddress.map { String(cString: $0) } ?? "")
    }
  }
}
