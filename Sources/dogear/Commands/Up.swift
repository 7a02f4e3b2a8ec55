import Arguments
import ChatModel
import Crowd
import Service
import Stack

/// `dogear up`: the stack and the server, in the foreground.
struct Up: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Start Redis, PostgreSQL, Kafka and a server, for clients in other terminals.",
    discussion: """
      Everything is on loopback, on free ports, and gone when this ends. A line that begins with "ready" says that \
      clients can connect.
      """,
    examples: [
      CommandExample("dogear up --crowd", "With people who talk."),
      CommandExample("KAFKA_HOME=~/kafka dogear up", "With a real Apache Kafka."),
      CommandExample("dogear up --directory ~/dogear --no-server", "Kept data; run `dogear serve` yourself."),
    ])

  @OptionGroup var stack: StackOptions
  @OptionGroup var log: LogOptions
  @OptionGroup var crowd: CrowdOptions

  @Flag(name: .long, inversion: .prefixedNo, help: "Run a server in this process.")
  var server = true

  @Flag(name: .customLong("crowd"), help: "Let a crowd of simulated users talk.")
  var hasCrowd = false

  func validate() throws {
    if hasCrowd, !server { throw ValidationError("--crowd needs a server: leave --no-server out") }
  }

  func run() async throws {
    try log.start()
    try await Hosting(stack: stack, crowd: hasCrowd ? crowd : nil, server: server).run { host in
      let endpoints = host.backends.endpoints
      print(
        "ready: redis=\(endpoints.redisURL) database=\(endpoints.databaseURL) kafka=\(endpoints.kafkaBrokers)",
        "(dogear chat --user alice; Ctrl-C ends)")
      return nil
    }
  }
}

/// `dogear demo`: everything in one command, gone at exit.
struct Demo: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Open the client on a throwaway stack with a chatting crowd.",
    discussion: "Redis, PostgreSQL and Kafka are real, on loopback, and gone when you quit.",
    examples: [
      CommandExample("dogear demo", "Sit down as alice among 1,000 people."),
      CommandExample("dogear demo --rate 600", "Ten messages a second."),
      CommandExample("dogear chat --user bob", "Join the demo from a second terminal."),
    ])

  @OptionGroup var stack: StackOptions
  @OptionGroup var crowd: CrowdOptions
  @OptionGroup var log: LogOptions
  @OptionGroup var screen: ScreenOptions
  @OptionGroup var script: ScriptOptions

  @Option(help: "Whom you are.")
  var user: UserID = UserID(stored: "alice")

  func run() async throws {
    guard screen.linear || script.isHeadless || ScriptOptions.isOnTerminal else { throw NoTerminal() }
    let log = try StateFolder.file("demo.log")
    try self.log.start(file: log)
    print("Dogear demo: a throwaway stack. The log is \(log)")
    let options = ChatOptions(user: user, screen: screen, script: script, log: log)
    try await Hosting(stack: stack, crowd: crowd).run { host in
      try await ChatService(host.backends, options)
    }
  }
}
