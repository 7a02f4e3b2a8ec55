import Arguments
import Testing

@Suite struct ParsingTests {
  @Test(
    "values follow, are joined by =, or stick to a short name",
    arguments: [
      ["--user", "bob"], ["--user=bob"], ["-u", "bob"], ["-ubob"], ["-u=bob"],
    ])
  func forms(words: [String]) throws {
    let chat = try #require(try Dogear.parseAsRoot(["chat"] + words, environment: { _ in nil }) as? Chat)
    #expect(chat.user == "bob")
  }

  @Test func `what is left out has its default`() throws {
    let chat: Chat = try parse("chat", "-u", "bob")
    #expect(chat.limit == 50 && chat.open.isEmpty && chat.logForm == .readable && chat.trace == nil)
    #expect(chat.verbose == 0 && chat.color && !chat.peek && chat.channel == nil)
    #expect(chat.redis.url == "redis://localhost" && chat.redis.timeout == .seconds(2))
  }

  @Test func `options may follow positional arguments`() throws {
    let chat: Chat = try parse("chat", "general", "-u", "bob", "--timeout", "300ms")
    #expect(chat.channel == "general")
    #expect(chat.redis.timeout == .milliseconds(300))
  }

  @Test func `short flags combine, and the last may be an option with its value`() throws {
    let chat: Chat = try parse("chat", "-vvpu", "bob", "-vpn3")
    #expect(chat.verbose == 3 && chat.peek && chat.user == "bob" && chat.limit == 3)
  }

  @Test func `a repeated array option collects, a repeated single option keeps the last`() throws {
    let chat: Chat = try parse("chat", "-u", "bob", "--open", "a", "--open=b", "-u", "carol")
    #expect(chat.open == ["a", "b"] && chat.user == "carol")
  }

  @Test func `of a flag and its inversion the last counts`() throws {
    #expect(try parse("chat", "-ubob", "--no-color", as: Chat.self).color == false)
    #expect(try parse("chat", "-ubob", "--no-color", "--color", as: Chat.self).color)
  }

  @Test func `everything after two dashes is positional`() throws {
    let chat: Chat = try parse("chat", "-u", "bob", "--", "--help")
    #expect(chat.channel == "--help")
  }

  @Test func `a lone dash and negative numbers are values`() throws {
    #expect(try parse("chat", "-u", "-", as: Chat.self).user == "-")
    #expect(try parse("chat", "-ubob", "--limit", "-5", as: Chat.self).limit == -5)
    #expect(try parse("tail", "json", "-1", "2", as: Tail.self).keys == [-1, 2])
  }

  @Test func `an empty value is a value`() throws {
    #expect(try parse("chat", "--user=", as: Chat.self).user == "")
    #expect(try parse("chat", "--user", "", as: Chat.self).user == "")
  }

  @Test func `an array argument takes what is left`() throws {
    let tail: Tail = try parse("tail", "json", "1", "2", "3")
    #expect(tail.topic == .json && tail.keys == [1, 2, 3])
  }

  @Test func `subcommands are found by name, alias and nesting`() throws {
    #expect(try parse("client", "-ubob", as: Chat.self).user == "bob")
    #expect(try parse("users", "add", "eve", "--site", "x", as: Add.self).names == ["eve"])
    _ = try parse("secret", as: Secret.self)
  }

  @Test func `parsed commands are values`() throws {
    let first: Chat = try parse("chat", "-u", "bob")
    var second = first
    second.user = "carol"
    second.redis.url = "elsewhere"
    #expect(first.user == "bob" && first.redis.url == "redis://localhost")
  }

  @Test func `a default subcommand serves when none is named`() throws {
    struct Root: ParsableCommand {
      static let configuration = CommandConfiguration(
        commandName: "root", subcommands: [Tail.self, Secret.self], defaultSubcommand: Tail.self)
    }
    let tail = try #require(try Root.parseAsRoot(["json"]) as? Tail)
    #expect(tail.topic == .json)
    #expect(try Root.parseAsRoot(["secret"]) is Secret)
    #expect(throws: (any Error).self) { try Root.parseAsRoot(["--bogus"]) }
  }

  @Test func `a command without subcommands parses itself`() throws {
    #expect(try Tail.parse(["json"]).topic == .json)
  }

  @Test(
    "durations are a number and a unit",
    arguments: [
      ("300ms", Duration.milliseconds(300)), ("2s", .seconds(2)), ("1.5s", .milliseconds(1500)),
      ("5m", .seconds(300)), ("1h", .seconds(3600)), ("0.25h", .seconds(900)), ("1d", .seconds(86_400)),
      ("250us", .microseconds(250)), ("0", .zero),
    ])
  func durations(text: String, expected: Duration) {
    #expect(Duration(argument: text) == expected)
  }

  @Test(
    "other texts are no durations",
    arguments: [
      "", "5", "s", "-1s", "1.s", ".5s", "1.2.3s", "1 s", "1x", "99999999999999999h", "٣s", "1e3s",
    ])
  func notDurations(text: String) {
    #expect(Duration(argument: text) == nil)
  }

  @Test(
    "a duration's text is read back as the same",
    arguments: [0, 1, 250, 1_000, 1_500, 60_000, 5_400_000, 86_400_000])
  func durationTexts(milliseconds: Int) {
    let duration = Duration.milliseconds(milliseconds)
    #expect(Duration(argument: duration.defaultValueDescription) == duration)
  }
}
