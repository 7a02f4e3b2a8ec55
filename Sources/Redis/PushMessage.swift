/// What a server sends on a connection that has subscribed.
enum PushMessage: Equatable {
  /// Someone has published.
  case message(channel: String, payload: [UInt8])
  /// The server has run SUBSCRIBE or UNSUBSCRIBE for this channel.
  case acknowledged(channel: String)
  /// The answer to PING.
  case pong

  /// Reads a reply.
  /// - Throws: `server` for an error, `protocolViolation` for all that does not belong here.
  init(_ value: RedisValue) throws(RedisError) {
    if value.string == "PONG" {
      self = .pong
      return
    }
    let parts = try value.checked("subscribing").array ?? []
    switch (parts.first?.string, parts.dropFirst().first?.string, parts.count) {
    case ("message", let channel?, 3):
      guard let payload = parts[2].bytes else { throw Self.violation }
      self = .message(channel: channel, payload: payload)
    case ("subscribe", let channel?, 3), ("unsubscribe", let channel?, 3):
      self = .acknowledged(channel: channel)
    case ("pong", _, 2):
      self = .pong
    default:
      throw Self.violation
    }
  }

  private static var violation: RedisError {
    RedisError(
      .protocolViolation, "the server sent what is no message", attempted: "reading from a subscription")
  }
}
