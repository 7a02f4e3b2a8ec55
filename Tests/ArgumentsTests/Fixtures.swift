import Arguments

enum Form: String, CaseIterable, ExpressibleByArgument {
  case readable, json
}

struct RedisOptions: ParsableArguments {
  @Option(help: "Where Redis listens.", environment: "REDIS_URL", configuration: "redis.url")
  var url = "redis://localhost"

  @Option(help: "How long to wait for Redis.", configuration: "redis.timeout")
  var timeout: Duration = .seconds(2)

  func validate() throws {
    if timeout <= .zero { throw ValidationError("--timeout must be more than 0.") }
  }
}

struct Chat: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Open the client.",
    discussion: "The client finds a running stack by itself.",
    aliases: ["client"],
    examples: [
      CommandExample(
        "dogear chat --user bob", "Opens the client as bob on the stack that runs on this machine.")
    ])

  @Option(name: .shortAndLong, help: "Who you are.", environment: "DOGEAR_USER")
  var user: String

  @Option(name: [.customShort("n"), .long], help: "How many messages to load.")
  var limit = 50

  @Option(
    help: ArgumentHelp("A channel to open; repeat for more.", valueName: "channel"),
    configuration: "chat.open")
  var open: [String] = []

  @Option(help: "The form of the log.", configuration: "log.form")
  var logForm: Form = .readable

  @Option(help: "Write what was seen here.")
  var trace: String?

  @Option(help: .hidden)
  var seed: UInt64?

  @Flag(name: .shortAndLong, help: "Say more; repeat for more.")
  var verbose: Int

  @Flag(inversion: .prefixedNo, help: "Use colour.", environment: "DOGEAR_COLOR")
  var color = true

  @Flag(name: [.short, .long], help: "Change nothing.")
  var peek = false

  @Argument(help: "The channel to show first.")
  var channel: String?

  @OptionGroup(title: "Redis options")
  var redis: RedisOptions
}

struct Tail: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Show events.")

  @Argument(help: "The topic to follow.")
  var topic: Form

  @Argument(help: "Keys to show.")
  var keys: [Int] = []
}

struct Add: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Add a user.")

  @Argument(help: "Names.")
  var names: [String]

  @Option(help: "Where they work.")
  var site: [String]

  func validate() throws {
    if names.contains("root") { throw ValidationError("'root' cannot be a user; choose another name.") }
  }
}

struct Users: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Manage users.", subcommands: [Add.self])
}

struct Secret: AsyncParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Not for everyone.", shouldDisplay: false)

  @Option var status: Int32 = 0

  func run() async throws {
    if status == 64 { throw ValidationError("64 is taken.") }
    throw ExitCode(status)
  }
}

struct Dogear: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dogear",
    abstract: "A terminal chat client with live unread badges.",
    version: "1.2.3",
    subcommands: [Chat.self, Tail.self, Users.self, Secret.self],
    examples: [CommandExample("dogear chat", "Opens the client.")],
    configurationFile: ConfigurationFile(environment: "DOGEAR_CONFIG", path: "dogear/dogear.ini"))
}

/// Parses as the executable does, with these variables and no others.
func parse<Command: ParsableCommand>(
  _ arguments: String..., as type: Command.Type = Command.self, environment: [String: String] = [:]
) throws -> Command {
  let command = try Dogear.parseAsRoot(arguments, environment: { environment[$0] })
  guard let command = command as? Command else { throw ValidationError("parsed \(Swift.type(of: command))") }
  return command
}

/// What is shown for arguments that are refused.
func complaint(_ arguments: [String], environment: [String: String] = [:]) -> String {
  do {
    let command = try Dogear.parseAsRoot(arguments, environment: { environment[$0] })
    return "accepted: \(command)"
  } catch {
    return Dogear.fullMessage(for: error, columns: 80)
  }
}

/// The first line of what is shown for arguments that are refused.
func complaint(_ arguments: String..., environment: [String: String] = [:]) -> String {
  String(complaint(arguments, environment: environment).prefix { $0 != "\n" })
}
