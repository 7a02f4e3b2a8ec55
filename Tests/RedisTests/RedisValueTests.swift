import Redis
import Testing

@Suite("Values, commands and errors")
struct RedisValueTests {
  @Test("strings are text only if they are UTF-8")
  func stringsAreText() {
    #expect(RedisValue.string(Array("é".utf8)).string == "é")
    #expect(RedisValue.string([0xFF]).string == nil)
    #expect(RedisValue.string([0xFF]).bytes == [0xFF])
    #expect(RedisValue.status("OK").string == "OK")
    #expect(RedisValue.error("ERR").string == nil)
  }

  @Test("numbers come as integers or in decimal")
  func numbers() {
    #expect(RedisValue.integer(-3).integer == -3)
    #expect(RedisValue.string(Array("42".utf8)).integer == 42)
    #expect(RedisValue.string(Array("4.5".utf8)).integer == nil)
    #expect(RedisValue.null.integer == nil)
    #expect(RedisValue.null.isNull)
    #expect(RedisValue.array([.null]).array == [.null])
  }

  @Test("an error in place is thrown on demand, with the server's prefix as its code")
  func errorOnDemand() throws {
    #expect(try RedisValue.integer(1).checked() == .integer(1))
    let error = #expect(throws: RedisError.self) {
      try RedisValue.error("WRONGTYPE no\u{1B}[31m\u{202E}").checked("HGET x")
    }
    #expect(error?.code == .server("WRONGTYPE"))
    #expect(error?.description == "HGET x: WRONGTYPE no?[31m?")
    let plain = #expect(throws: RedisError.self) { try RedisValue.error("sorry").checked() }
    #expect(plain?.code == .server("ERR"))
  }

  @Test("a command keeps its words apart, whatever bytes they have")
  func wordsStayApart() {
    var command: RedisCommand = ["SET", ""]
    command.append([0, 13, 10])
    command.append(-7)
    #expect(command.words == [Array("SET".utf8), [], [0, 13, 10], Array("-7".utf8)])
    #expect(RedisCommand(binary: command.words) == command)
    #expect(RedisCommand("GET", "x") == RedisCommand(["GET", "x"]))
  }

  @Test("the description of a command shows no password")
  func descriptionHidesPassword() {
    #expect(RedisCommand("auth", "sesame").description == "auth")
    #expect(RedisCommand("SET", "key", "value").description == "SET key")
  }
}
