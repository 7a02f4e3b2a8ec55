/// A reply of the Redis protocol, version 2.
public enum RedisValue: Sendable, Equatable {
  /// A missing string or array.
  case null
  /// A number, as from `INCR`.
  case integer(Int64)
  /// A string of any bytes.
  case string([UInt8])
  /// A short answer such as `OK`; invalid UTF-8 is repaired.
  case status(String)
  /// An error in the place of a reply, such as `WRONGTYPE …`; invalid UTF-8 is repaired.
  case error(String)
  /// Replies in order; at most seven levels deep, the depth of hiredis.
  case array([RedisValue])

  /// Whether this is `null`.
  public var isNull: Bool { self == .null }

  /// The text of a string or a status; `nil` for all else and for a string that is not UTF-8.
  public var string: String? {
    switch self {
    case .string(let bytes): String(validating: bytes, as: UTF8.self)
    case .status(let text): text
    default: nil
    }
  }

  /// The bytes of a string or a status; `nil` for all else.
  public var bytes: [UInt8]? {
    switch self {
    case .string(let bytes): bytes
    case .status(let text): Array(text.utf8)
    default: nil
    }
  }

  /// The number of an integer, or of a string that is one in decimal, as `HGET` and `ZSCORE` return it; else
  /// `nil`.
  public var integer: Int64? {
    switch self {
    case .integer(let number): number
    case .string: string.flatMap { Int64($0) }
    default: nil
    }
  }

  /// The elements of an array; `nil` for all else.
  public var array: [RedisValue]? {
    if case .array(let elements) = self { elements } else { nil }
  }

  /// This value, unless it is an error.
  /// - Parameter attempted: What the caller wanted, for the error's description.
  /// - Throws: `RedisError` with the code `server` for an `error`.
  public func checked(_ attempted: @autoclosure () -> String = "a Redis command") throws(RedisError)
    -> RedisValue
  {
    if case .error(let text) = self { throw .server(text, attempted: attempted()) }
    return self
  }
}
