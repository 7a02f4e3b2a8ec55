import Arguments
import ChatModel
import Service

/// `dogear chat`: the client.
struct Chat: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Open the client on a running stack or given services.",
    examples: [
      CommandExample("dogear chat --user bob", "Join the running stack as bob."),
      CommandExample("dogear chat --user bob --channel kafka", "Begin in #kafka."),
      CommandExample(
        "echo hello | dogear chat --user bob --channel books --linear",
        "Send a line, print what is unread, and quit."),
      CommandExample(
        "dogear chat --user alice --script Assets/scripts/unread.dogear", "Press keys and check what they do."
      ),
    ])

  @OptionGroup var connection: ConnectionOptions
  @OptionGroup var log: LogOptions
  @OptionGroup var screen: ScreenOptions
  @OptionGroup var script: ScriptOptions

  @Option(help: "Whom you are.", environment: "DOGEAR_USER", configuration: "chat.user")
  var user: UserID

  @Option(help: ArgumentHelp("The channel to begin in.", valueName: "channel"))
  var channel: ChannelID?

  func run() async throws {
    guard screen.linear || script.isHeadless || ScriptOptions.isOnTerminal else { throw NoTerminal() }
    if screen.linear, script.script != nil || script.record != nil || script.svg != nil {
      throw ValidationError("--linear draws no screen: --script, --record and --svg need one")
    }
    let log = try StateFolder.file("chat.log")
    try self.log.start(file: log)
    let backends = try Backends(try connection.resolve())
    let chat = try await ChatService(
      backends,
      ChatOptions(
        user: user, channel: channel, screen: screen, script: script, log: log))
    try await ServiceGroup(
      services: [ServiceConfiguration(service: chat, successTerminationBehavior: .gracefullyShutdownGroup)],
      gracefulShutdownSignals: [.sigint, .sigterm, .sighup], logger: Logger(label: "chat")
    ).run()
  }
}

/// Standard input or output is no terminal.
struct NoTerminal: Error, CustomStringConvertible {
  var description: String {
    """
    the client needs a terminal: run it in one, without redirecting its input or output; or use --linear for lines of \
    text, or --script
    """
  }
}
