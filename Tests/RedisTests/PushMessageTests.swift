import Testing

@testable import Redis

@Suite("Messages of a subscription")
struct PushMessageTests {
  private func text(_ string: String) -> RedisValue { .string(Array(string.utf8)) }

  @Test("messages, acknowledgements and pongs are told apart")
  func toldApart() throws {
    let message = RedisValue.array([text("message"), text("a"), .string([0xFF])])
    #expect(try PushMessage(message) == .message(channel: "a", payload: [0xFF]))
    for kind in ["subscribe", "unsubscribe"] {
      #expect(try PushMessage(.array([text(kind), text("a"), .integer(1)])) == .acknowledged(channel: "a"))
    }
    #expect(try PushMessage(.status("PONG")) == .pong)
    #expect(try PushMessage(.array([text("pong"), text("")])) == .pong)
  }

  @Test("all else is a typed error")
  func allElse() {
    let strange: [RedisValue] = [
      .null, .integer(1), .array([]), .array([text("message")]), .array([text("message"), text("a"), .null]),
      .array([text("message"), .string([0xFF]), text("")]), .array([text("subscribe"), .null, .integer(0)]),
      .array([.array([]), .null, .null]),
    ]
    for value in strange {
      #expect(throws: RedisError.self) { try PushMessage(value) }
    }
    let refused = #expect(throws: RedisError.self) { try PushMessage(.error("NOPERM no")) }
    #expect(refused?.code == .server("NOPERM"))
  }
}
