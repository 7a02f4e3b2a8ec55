import Redis
import TestSupport
import Testing

@Suite("A server that does not speak Redis", .timeLimit(.minutes(20)))
struct HostileServerTests {
  @Test(
    "garbage is an error, never a crash",
    arguments: [
      "HTTP/1.1 400 Bad Request\r\n\r\n", "\0\0\0\0", "$99999999999999999999\r\n", "$-5\r\n", ":12x\r\n",
      "*-7\r\n", "*99999999999\r\n", String(repeating: "*2147483647\r\n", count: 7),
      String(repeating: "*1\r\n", count: 20), "*1\r\n*16777217\r\n", "$9223372036854775807\r\nx",
    ])
  func garbage(_ bytes: String) async throws {
    try await withFakeServer(.sendsAndHangsUp(Array(bytes.utf8))) { endpoint in
      let connection = RedisConnection(endpoint, name: "test")
      let code = await redisError { _ = try await connection.send(["PING"]) }?.code
      #expect(code == .protocolViolation || code == .connectionLost)
    }
  }

  @Test("a reply to no command is never taken for the next command's")
  func surplusReply() async throws {
    try await withFakeServer(.sends(Array("+OK\r\n+for nobody\r\n".utf8))) { endpoint in
      let connection = RedisConnection(endpoint, name: "test")
      #expect(await redisError { _ = try await connection.send(["GET", "k"]) }?.code == .protocolViolation)
    }
  }

  @Test("random replies are an error or a value, never a crash or a wait without end")
  func randomReplies() async throws {
    let seed = UInt64.random(in: .min ... .max)
    var random = SeededRandom(seed: seed)
    let pieces = [
      "*", "$", ":", "+", "-", "\r\n", "0", "1", "3", "-1", "9999999", "abc", "\0", "OK", "ERR x",
    ]
    for _ in 0..<60 {
      let bytes = (0..<40).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
      try await withFakeServer(.sendsAndHangsUp(Array(bytes.utf8))) { endpoint in
        let connection = RedisConnection(endpoint, name: "test", timeout: .seconds(30))
        let error = await redisError { _ = try await connection.pipeline([["A"], ["B"]]) }
        #expect(error != nil, "seed \(seed): one client gets at most one answer")
        #expect(error?.code != .timedOut, "seed \(seed)")
      }
    }
  }

  @Test("a reply without end stops at the limit")
  func endlessReply() async throws {
    let line = [UInt8](repeating: 0x78, count: 4096)
    for start in ["+", "$500000000\r\n", "*16000000\r\n"] {
      let again = start.hasPrefix("*") ? Array("$1\r\nx\r\n".utf8) : line
      try await withFakeServer(.floods(Array(start.utf8), again)) { endpoint in
        let connection = RedisConnection(endpoint, name: "test", timeout: .seconds(20), replyLimit: 1 << 20)
        let error = await redisError { _ = try await connection.send(["PING"]) }
        #expect(error?.code == .protocolViolation)
      }
    }
  }

  @Test("a server that neither reads nor answers costs only the timeout")
  func silentServer() async throws {
    try await withFakeServer(.ignores) { endpoint in
      let connection = RedisConnection(endpoint, name: "test", timeout: .milliseconds(100))
      let value = String(repeating: "x", count: 1 << 20)
      let error = await redisError {
        _ = try await connection.pipeline((0..<8).map { _ in ["SET", "k", value] })
      }
      #expect(error?.code == .timedOut)
    }
  }

  @Test("writing to a server that hung up is an error, not the signal SIGPIPE")
  func brokenPipe() async throws {
    try await withFakeServer(.sendsAndHangsUp(Array("+OK\r\n".utf8))) { endpoint in
      let connection = RedisConnection(endpoint, name: "test")
      let value = String(repeating: "x", count: 1 << 20)
      let error = await redisError {
        _ = try await connection.pipeline((0..<8).map { _ in ["SET", "k", value] })
      }
      #expect(error?.code == .connectionLost)
    }
  }

  @Test(
    "a subscriber survives garbage, and says what it was",
    arguments: [
      "+OK\r\n:5\r\n", "+OK\r\n*3\r\n$9\r\nsubscribe\r\n$1\r\nz\r\n:1\r\n", "+OK\r\n*2\r\n+x\r\n$-1\r\n",
      "\0",
    ])
  func subscriberSurvives(_ bytes: String) async throws {
    try await withFakeServer(.sends(Array(bytes.utf8))) { endpoint in
      let subscriber = RedisSubscriber(endpoint, name: "test", timeout: .seconds(30))
      subscriber.subscribe(["a"])
      var events = subscriber.events.makeAsyncIterator()
      guard case .disconnected(let error)? = await events.next() else {
        Issue.record("a protocol violation has to end the connection")
        return
      }
      #expect(error.code == .protocolViolation)
      subscriber.close()
    }
  }
}
