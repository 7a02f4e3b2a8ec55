import Arguments
import ChatModel
import Crowd
import Service

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
