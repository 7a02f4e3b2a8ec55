import CHiredis

extension RedisValue {
  /// Copies a reply; its owner still has to free it.
  ///
  /// The recursion is bounded by hiredis, which refuses replies of more than seven levels.
  init(_ reply: redisReply) {
    switch reply.type {
    case REDIS_REPLY_INTEGER: self = .integer(reply.integer)
    case REDIS_REPLY_STRING: self = .string(Array(Self.bytes(reply)))
    case REDIS_REPLY_STATUS: self = .status(String(decoding: Self.bytes(reply), as: UTF8.self))
    case REDIS_REPLY_ERROR: self = .error(String(decoding: Self.bytes(reply), as: UTF8.self))
    case REDIS_REPLY_ARRAY:
      let elements = UnsafeBufferPointer(start: reply.element, count: Int(reply.elements))
      self = .array(elements.map { $0.map { RedisValue($0.pointee) } ?? .null })
    default: self = .null
    }
  }

  private static func bytes(_ reply: redisReply) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: reply.str, count: Int(reply.len))
  }
}
