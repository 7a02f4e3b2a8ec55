import Testing

@testable import Arguments

@Suite struct HelpTests {
  @Test func `the root lists its commands`() {
    #expect(
      Dogear.helpMessage(columns: 80) == """
        OVERVIEW: A terminal chat client with live unread badges.

        USAGE: dogear <subcommand>

        OPTIONS:
          --config <file>         Read settings from this INI file. (default:
                                  dogear/dogear.ini below $XDG_CONFIG_HOME; environment:
                                  DOGEAR_CONFIG)
          --version               Show the version.
          -h, --help              Show help information.

        SUBCOMMANDS:
          chat, client            Open the client.
          tail                    Show events.
          users                   Manage users.

        EXAMPLES:
          dogear chat
              Opens the client.

          See 'dogear help <subcommand>' for detailed help.
        """)
  }

  @Test func `a command lists its arguments with values, defaults and other sources`() {
    #expect(
      Dogear.helpMessage(for: Chat.self, columns: 80) == """
        OVERVIEW: Open the client.

        The client finds a running stack by itself.

        USAGE: dogear chat [--limit <limit>] [--open <channel> ...]
          [--log-form <log-form>] [--trace <trace>] [--verbose ...] [--color|--no-color]
          [--peek] [--url <url>] [--timeout <timeout>] --user <user> [<channel>]

        ARGUMENTS:
          <channel>               The channel to show first.

        REDIS OPTIONS:
          --url <url>             Where Redis listens. (default: redis://localhost;
                                  environment: REDIS_URL; file: redis.url)
          --timeout <timeout>     How long to wait for Redis. (default: 2s; file:
                                  redis.timeout)

        OPTIONS:
          -u, --user <user>       Who you are. (environment: DOGEAR_USER)
          -n, --limit <limit>     How many messages to load. (default: 50)
          --open <channel>        A channel to open; repeat for more. (file: chat.open)
          --log-form <log-form>   The form of the log. (values: readable, json; default:
                                  readable; file: log.form)
          --trace <trace>         Write what was seen here.
          -v, --verbose           Say more; repeat for more.
          --color, --no-color     Use colour. (default: on; environment: DOGEAR_COLOR)
          -p, --peek              Change nothing.
          --config <file>         Read settings from this INI file. (default:
                                  dogear/dogear.ini below $XDG_CONFIG_HOME; environment:
                                  DOGEAR_CONFIG)
          --version               Show the version.
          -h, --help              Show help information.

        EXAMPLES:
          dogear chat --user bob
              Opens the client as bob on the stack that runs on this machine.
        """)
  }

  @Test("no line is wider than the terminal, unless a single word is", arguments: [60, 72, 100, 140])
  func width(columns: Int) {
    for line in Dogear.helpMessage(for: Chat.self, columns: columns).split(separator: "\n") {
      #expect(line.count <= columns, "\(line)")
    }
  }

  @Test(
    "help is shown wherever it is asked for",
    arguments: [
      ["chat", "--help"], ["chat", "-h"], ["--help", "chat"], ["chat", "--bogus", "--help"],
      ["help", "chat"],
      ["client", "-u", "-h"],
    ])
  func request(arguments: [String]) {
    #expect(complaint(arguments) == Dogear.helpMessage(for: Chat.self, columns: 80))
  }

  @Test func `help reaches nested commands`() {
    #expect(complaint(["help", "users", "add"]) == Dogear.helpMessage(for: Add.self, columns: 80))
    #expect(complaint(["users", "help", "add"]) == Dogear.helpMessage(for: Add.self, columns: 80))
    #expect(complaint(["help"]) == Dogear.helpMessage(columns: 80))
  }

  @Test func `a command that only groups others shows its help when run`() throws {
    var users: Users = try parse("users")
    let error = #expect(throws: CleanExit.self) { try users.run() }
    let shown = error.map { Dogear.fullMessage(for: $0, columns: 80) }
    #expect(shown == Dogear.helpMessage(for: Users.self, columns: 80))
  }

  @Test func `the version is shown anywhere before two dashes`() {
    #expect(complaint(["--version"]) == "1.2.3")
    #expect(complaint(["chat", "--version"]) == "1.2.3")
    #expect(complaint(["tail", "json", "--", "--version"]).contains("The value '--version' is invalid"))
  }

  @Test(
    "property names become words with dashes",
    arguments: [
      ("user", "user"), ("batchSize", "batch-size"), ("userID", "user-id"), ("userIDs", "user-ids"),
      ("URLString", "url-string"), ("maxHTTPRetries", "max-http-retries"), ("x2Go", "x2-go"),
    ])
  func names(property: String, expected: String) {
    #expect(property.kebabCased == expected)
  }

  @Test(
    "distances count insertions, deletions, replacements and swaps",
    arguments: [
      ("", "", 0), ("", "abc", 3), ("abc", "", 3), ("chat", "chat", 0), ("caht", "chat", 1),
      ("cha", "chat", 1),
      ("chatt", "chat", 1), ("chet", "chat", 1), ("ca", "abc", 3), ("kitten", "sitting", 3),
    ])
  func distances(first: String, second: String, expected: Int) {
    #expect(editDistance(first, second) == expected)
    #expect(editDistance(second, first) == expected)
  }
}
