import Arguments
import Canvas
import ChatClient
import ChatModel
import Measure

/// `dogear channel`: what the client's commands do, for scripts.
struct ChannelCommands: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "channel", abstract: "Make channels, come and go, and see who is where.",
    subcommands: [
      CreateChannel.self, ListChannels.self, JoinChannel.self, LeaveChannel.self, InviteUsers.self,
      RemoveUsers.self, AllowUser.self, ListMembers.self, SetTopic.self,
    ],
    examples: [
      CommandExample("dogear channel create lunch --user bob --topic 'What and where'", "Bob moderates it."),
      CommandExample("dogear channel invite lunch alice carol --user bob", "They see it at once."),
    ])
}

/// `dogear channel create NAME`.
struct CreateChannel: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "create", abstract: "Make a channel.",
    examples: [
      CommandExample(
        "dogear channel create lunch --user bob --is-private", "Only those whom Bob invites see it.")
    ])

  @OptionGroup var errand: ErrandOptions

  @Argument(help: "Its name.")
  var channel: ChannelID

  @Option(help: "What it is about.")
  var topic = ""

  @Flag(help: "One gets in by invitation only.")
  var isPrivate = false

  @Flag(help: "Only those write who are allowed to, such as whoever makes it.")
  var isReadOnly = false

  func run() async throws {
    let kind = ChangeRequest.Change.create(topic: topic, isPrivate: isPrivate, readOnly: isReadOnly)
    try await errand.errand().change(channel, kind)
  }
}

/// `dogear channel list`.
struct ListChannels: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the public channels: name, members, topic.",
    examples: [CommandExample("dogear channel list --user bob", "With those that Bob is in marked.")])

  @OptionGroup var errand: ErrandOptions

  func run() async throws {
    let errand = try errand.errand()
    let store = errand.backends.store(name: "dogear-channel", connections: 1)
    let rows = try await store.publicChannels(for: errand.user).map {
      ["\($0.id)", "\($0.memberCount)", $0.isMember ? "joined" : "", Sanitizer.line($0.topic, limit: 200)]
    }
    print(TextTable(head: ["channel", "members", "", "topic"], rows: rows).text)
  }
}

/// `dogear channel join NAME`.
struct JoinChannel: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "join", abstract: "Join a public channel.",
    examples: [
      CommandExample("dogear channel join lunch --user alice", "What is said from now on is unread.")
    ])

  @OptionGroup var errand: ErrandOptions

  @Argument(help: "Its name.")
  var channel: ChannelID

  func run() async throws { try await errand.errand().change(channel, .join) }
}

/// `dogear channel leave NAME`.
struct LeaveChannel: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "leave", abstract: "Leave a channel.",
    examples: [CommandExample("dogear channel leave lunch --user alice", "Its badge goes, everywhere.")])

  @OptionGroup var errand: ErrandOptions

  @Argument(help: "Its name.")
  var channel: ChannelID

  func run() async throws { try await errand.errand().change(channel, .leave) }
}

/// `dogear channel invite NAME USER…`.
struct InviteUsers: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "invite", abstract: "Bring others into a channel.",
    examples: [CommandExample("dogear channel invite lunch alice carol --user bob", "They see it at once.")])

  @OptionGroup var errand: ErrandOptions

  @Argument(help: "Its name.")
  var channel: ChannelID

  @Argument(help: ArgumentHelp("Whom to bring in.", valueName: "user"))
  var users: [UserID]

  func run() async throws {
    for user in users { try await errand.errand().change(channel, .invite(user)) }
  }
}

/// `dogear channel remove NAME USER…`.
struct RemoveUsers: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove", abstract: "Take others out of a channel.",
    examples: [CommandExample("dogear channel remove lunch carol --user bob", "If Bob moderates it.")])

  @OptionGroup var errand: ErrandOptions

  @Argument(help: "Its name.")
  var channel: ChannelID

  @Argument(help: ArgumentHelp("Whom to take out.", valueName: "user"))
  var users: [UserID]

  func run() async throws {
    for user in users { try await errand.errand().change(channel, .remove(user)) }
  }
}

/// `dogear channel allow NAME USER RIGHT…`.
struct AllowUser: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "allow", abstract: "Set what a member may do: write, invite, moderate, or nothing more.",
    examples: [
      CommandExample(
        "dogear channel allow release alice write --user bob", "Although the channel is read-only.")
    ])

  @OptionGroup var errand: ErrandOptions

  @Argument(help: "Its name.")
  var channel: ChannelID

  @Argument(help: "Whose rights.")
  var member: UserID

  @Argument(help: ArgumentHelp("What they may do, beyond what all may.", valueName: "right"))
  var rights: [String] = []

  func validate() throws {
    guard Rights(names: rights) != nil else { throw ValidationError("rights are write, invite and moderate") }
  }

  func run() async throws {
    try await errand.errand().change(channel, .allow(member, Rights(names: rights) ?? []))
  }
}

/// `dogear channel members NAME`.
struct ListMembers: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "members", abstract: "List who is in a channel.",
    examples: [CommandExample("dogear channel members lunch", "A line each.")])

  @OptionGroup var connection: ConnectionOptions

  @Argument(help: "Its name.")
  var channel: ChannelID

  func run() async throws {
    let store = try Backends(try connection.resolve()).store(name: "dogear-channel", connections: 1)
    for user in try await store.memberNames(of: channel, most: .max) { print(user) }
  }
}

/// `dogear channel topic NAME TEXT`.
struct SetTopic: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "topic", abstract: "Say what a channel is about.",
    examples: [
      CommandExample("dogear channel topic lunch 'At noon' --user bob", "Its members see it at once.")
    ])

  @OptionGroup var errand: ErrandOptions

  @Argument(help: "Its name.")
  var channel: ChannelID

  @Argument(help: "What it is about.")
  var topic: String

  func run() async throws { try await errand.errand().change(channel, .setTopic(topic)) }
}
