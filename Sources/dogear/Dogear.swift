import Arguments
import Service

/// A terminal chat client with live unread badges, and the read-status system behind it.
@main
struct Dogear: AsyncParsableCommand {
  static let version = "0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "dogear",
    abstract: "Chat in a terminal, with unread counts that are right.",
    discussion: """
      A running stack is found by itself: start one with `dogear up` or `dogear demo`, and the other commands need no \
      flags. Given endpoints win, in this order: options, environment, configuration file.
      """,
    version: version,
    subcommands: [
      Demo.self, Up.self, Chat.self, Serve.self, CrowdCommand.self, Simulate.self, Faults.self, Verify.self,
      Rebuild.self, UserCommand.self, ChannelCommands.self, Send.self, UnreadCommand.self, Mark.self,
      Tail.self, DeadLetters.self, Doctor.self, Env.self, KeysCommand.self, BenchCommand.self,
      ReportCommand.self,
    ],
    examples: [
      CommandExample("dogear demo", "A throwaway stack, a chatting crowd, and the client."),
      CommandExample("dogear chat --user bob", "The client, in a second terminal."),
    ],
    configurationFile: ConfigurationFile(environment: "DOGEAR_CONFIG", path: "dogear/dogear.ini"))

  static func main() async {
    // A server that hangs up must be an error of the call, not the end of the program.
    UnixSignal.sigpipe.ignore()
    // So must a file that may not grow any more.
    UnixSignal.sigxfsz.ignore()
    await main(nil)
  }
}
