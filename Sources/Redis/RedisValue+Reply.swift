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

/// What a server says of itself: the fields of `INFO`, by their names.
public struct RedisInfo: Sendable {
  private let fields: [Substring: Substring]

  /// Reads the reply to `INFO`: lines of `name:value`, and headings, which are left out.
  public init(_ text: String) {
    let pairs = text.split(whereSeparator: \.isNewline).map { $0.split(separator: ":", maxSplits: 1) }
    fields = Dictionary(pairs.filter { $0.count == 2 }.map { ($0[0], $0[1]) }) { $1 }
  }

  /// A field such as `redis_version`; nil if the section that was asked for has none, or none with a value.
  public subscript(_ name: String) -> String? {
    fields[name[...]].map(String.init)
  }

  /// A field as a number; nil if it is none.
  public func number(_ name: String) -> Double? { self[name].flatMap(Double.init) }
}

extension RedisConnection {
  /// Asks for a section of `INFO`, such as `server` or `memory`.
  /// - Throws: As `send`.
  public func info(_ section: String) throws(RedisError) -> RedisInfo {
    RedisInfo(try send(["INFO", section]).string ?? "")
  }
}
