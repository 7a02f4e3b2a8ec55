import Foundation
import Redis
import TestSupport
import Testing

import enum Stack.LoopbackPort

@Suite("A connection to a real server", .timeLimit(.minutes(20)))
struct RedisConnectionTests {
  @Test("10,000 commands in one pipeline are answered in order")
  func longPipeline() async throws {
    try await withRedis { server in
      let connection = RedisConnection(server.endpoint, name: "test")
      let replies = try await connection.pipeline((0..<10_000).map { _ in ["INCR", "n"] })
      #expect(replies == (1...10_000).map { .integer($0) })
      #expect(try await connection.pipeline([]).isEmpty)
    }
  }

  @Test("a pipeline larger than all socket buffers in both directions does not jam")
  func hugePipeline() async throws {
    try await withRedis { server in
      let connection = RedisConnection(server.endpoint, name: "test")
      let value = [UInt8](repeating: 7, count: 20_000)
      let commands = (0..<1500).map { RedisCommand(binary: [Array("ECHO".utf8), value + [UInt8($0 % 256)]]) }
      let replies = try await connection.pipeline(commands)
      #expect(replies == (0..<1500).map { .string(value + [UInt8($0 % 256)]) })
    }
  }

  @Test("any bytes come back unchanged")
  func binaryValues() async throws {
    try await withRedis { server in
      let connection = RedisConnection(server.endpoint, name: "test")
      let bytes = Array(UInt8.min...UInt8.max) + Array("\r\n$-1\r\n".utf8)
      var set: RedisCommand = ["SET"]
      set.append(bytes)
      set.append(bytes)
      let stored = try await connection.send(set)
      #expect(stored == .status("OK"))
      #expect(try await connection.send(RedisCommand(binary: [Array("GET".utf8), bytes])) == .string(bytes))
      #expect(try await connection.send(["GET", "absent"]) == .null)
      #expect(try await connection.send(["SET", "", ""]) == .status("OK"))
      #expect(try await connection.send(["GET", ""]) == .string([]))
    }
  }

  @Test("a refused command has an error in its place, and the others run")
  func errorInPlace() async throws {
    try await withRedis { server in
      let connection = RedisConnection(server.endpoint, name: "test")
      let replies = try await connection.pipeline([
        ["SET", "s", "x"], ["HGET", "s", "f"], ["NONSENSE"], ["GET", "s"],
      ])
      try #require(replies.count == 4)
      #expect(replies[0] == .status("OK"))
      #expect(throws: RedisError.self) { try replies[1].checked() }
      #expect(throws: RedisError.self) { try replies[2].checked() }
      #expect(replies[3].string == "x")
      let error = await redisError { _ = try await connection.send(["HGET", "s", "f"]) }
      #expect(error?.code == .server("WRONGTYPE"))
      #expect(error?.attempted.hasPrefix("HGET s at unix://") == true)
      #expect(await connection.generation() == 1)
    }
  }

  @Test("functions are loaded and called, and an unknown one is a typed error")
  func functions() async throws {
    try await withRedis { server in
      let connection = RedisConnection(server.endpoint, name: "test")
      let library = """
        #!lua name=tests
        redis.register_function('double', function(keys, args) return {keys[1], 2 * args[1]} end)
        redis.register_function('fail', function() return redis.error_reply('STALE try later') end)
        """
      #expect(try await connection.send(["FUNCTION", "LOAD", library]).string == "tests")
      let reply = try await connection.send(["FCALL", "double", "1", "key", "21"])
      #expect(reply.array?.map(\.integer) == [nil, 42])
      #expect(reply.array?.first?.string == "key")
      #expect(
        await redisError { _ = try await connection.send(["FCALL", "fail", "0"]) }?.code == .server("STALE"))
      #expect(
        await redisError { _ = try await connection.send(["FCALL", "none", "0"]) }?.code == .server("ERR"))
      #expect(
        await redisError { _ = try await connection.send(["EVALSHA", "00", "0"]) }?.code
          == .server("NOSCRIPT"))
    }
  }

  @Test("after a kill and a restart the next call reconnects, and the generation tells")
  func restart() async throws {
    try await withRedis { server in
      let connection = RedisConnection(
        server.endpoint, name: "test", onConnect: [["SET", "greeting", "hello"]])
      #expect(await connection.generation() == 0)
      #expect(try await connection.send(["GET", "greeting"]).string == "hello")
      #expect(await connection.generation() == 1)
      await server.kill()
      #expect(await redisError { _ = try await connection.send(["PING"]) }?.code == .unreachable)
      try await server.start()
      try await server.awaitAnswer()
      #expect(try await connection.send(["GET", "greeting"]).string == "hello")
      #expect(await connection.generation() == 2)
    }
  }

  @Test("a call in flight when the server dies throws and is not repeated")
  func lostInFlight() async throws {
    try await withRedis { server in
      let connection = RedisConnection(server.endpoint, name: "waiting", timeout: .seconds(20))
      let other = RedisConnection(server.endpoint, name: "other")
      let blocked = Task { await redisError { _ = try await connection.send(["BLPOP", "list", "15"]) } }
      try await eventually("the server has the blocking command") {
        try await other.send(["CLIENT", "LIST"]).string?.contains("cmd=blpop") == true
      }
      await server.kill()
      #expect(await blocked.value?.code == .connectionLost)
      try await server.start()
      try await server.awaitAnswer()
      #expect(try await connection.send(["PING"]) == .status("PONG"))
      #expect(await connection.generation() == 2)
    }
  }

  @Test("a late answer never becomes the answer to another command")
  func lateAnswer() async throws {
    try await withRedis { server in
      let connection = RedisConnection(server.endpoint, name: "hasty", timeout: .seconds(5))
      let before = try await connection.send(["ECHO", "a"])
      #expect(before.string == "a")
      #expect(await redisError { _ = try await connection.send(["BLPOP", "list", "7"]) }?.code == .timedOut)
      #expect(try await connection.send(["ECHO", "b"]).string == "b")
      #expect(await connection.generation() == 2)
    }
  }

  @Test("more replies than commands are noticed, and a fresh connection is used")
  func surplusReplies() async throws {
    try await withRedis { server in
      let connection = RedisConnection(server.endpoint, name: "test")
      _ = try await connection.send(["SUBSCRIBE", "a", "b", "c"])
      #expect(try await connection.send(["ECHO", "x"]).string == "x")
      #expect(await connection.generation() == 2)
    }
  }

  @Test("the right password opens, a wrong or missing one is a clear error")
  func passwords() async throws {
    let acl = ["--user", "app", "on", ">secret", "~*", "&*", "+@all"]
    try await withRedis(arguments: ["--requirepass", "sesame"] + acl) { server in
      guard case .unix(let path) = server.endpoint.address else { return }
      let none = RedisConnection(RedisEndpoint(socket: path), name: "none")
      #expect(await redisError { _ = try await none.send(["PING"]) }?.code == .server("NOAUTH"))
      let wrong = RedisConnection(RedisEndpoint(socket: path, password: "guess"), name: "wrong")
      let error = await redisError { _ = try await wrong.send(["PING"]) }
      #expect(error?.code == .server("WRONGPASS"))
      #expect(error?.description.contains("guess") == false)
      #expect(await wrong.generation() == 0)
      let right = RedisConnection(RedisEndpoint(socket: path, database: 3, password: "sesame"), name: "right")
      let clients = try await right.send(["CLIENT", "LIST"])
      #expect(clients.string?.contains("name=right") == true)
      #expect(try await right.send(["CLIENT", "INFO"]).string?.contains(" db=3 ") == true)
      let app = RedisEndpoint(socket: path, username: "app", password: "secret")
      let user = RedisConnection(app, name: "app")
      #expect(try await user.send(["ACL", "WHOAMI"]).string == "app")
    }
  }

  @Test("redis-cli -u accepts the URL, and TCP works")
  func overTCP() async throws {
    let port = Int(try LoopbackPort.free())
    try await withRedis(port: port, arguments: ["--requirepass", "p@ss:/w"]) { _ in
      let endpoint = RedisEndpoint(host: "127.0.0.1", port: port, database: 1, password: "p@ss:/w")
      let connection = RedisConnection(endpoint, name: "tcp")
      _ = try await connection.send(["SET", "k", "over tcp"])
      let shell = Process()
      shell.executableURL = URL(fileURLWithPath: "/usr/bin/redis-cli")
      shell.arguments = ["--no-auth-warning", "-u", endpoint.url, "GET", "k"]
      let output = Pipe()
      shell.standardOutput = output
      try shell.run()
      let answer = output.fileHandleForReading.readDataToEndOfFile()
      #expect(String(decoding: answer, as: UTF8.self) == "over tcp\n")
    }
  }

  @Test("a closed connection says so, and stays closed")
  func closed() async throws {
    try await withRedis { server in
      let connection = RedisConnection(server.endpoint, name: "test")
      _ = try await connection.send(["PING"])
      await connection.close()
      await connection.close()
      #expect(await redisError { _ = try await connection.send(["PING"]) }?.code == .closed)
    }
  }

  @Test(
    "a server that is not there is a clear error",
    arguments: [
      RedisEndpoint(socket: "/nonexistent/redis.sock"),
      RedisEndpoint(socket: "/" + String(repeating: "x", count: 107)),
      RedisEndpoint(host: "127.0.0.1", port: 1), RedisEndpoint(host: "::1", port: 1),
      RedisEndpoint(host: "127.0.0.1", port: 65536), RedisEndpoint(host: "", port: 1),
      RedisEndpoint(host: "no such host", port: 1),
    ])
  func unreachable(_ endpoint: RedisEndpoint) async {
    let connection = RedisConnection(endpoint, name: "test")
    let error = await redisError { _ = try await connection.send(["PING"]) }
    #expect(error?.code == .unreachable)
    #expect(error?.attempted == "connecting to \(endpoint)")
  }

  @Test("a command without a name is refused before anything is sent")
  func emptyCommand() async {
    let connection = RedisConnection(RedisEndpoint(host: "127.0.0.1", port: 1), name: "test")
    let error = await redisError { _ = try await connection.pipeline([["PING"], []]) }
    #expect(error?.code == .emptyCommand)
  }
}
