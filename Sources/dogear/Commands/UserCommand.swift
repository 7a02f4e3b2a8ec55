import Arguments
import ChatModel

/// `dogear user`: who exists.
struct UserCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "user", abstract: "Add users, and list them.", subcommands: [AddUsers.self, ListUsers.self],
    examples: [CommandExample("dogear user add nadia", "Nadia can log in, and is in no channel yet.")])
}

/// `dogear user add NAME…`.
struct AddUsers: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Add users; those who exist stay as they are.",
    examples: [CommandExample("dogear user add nadia omar", "They are in no channel yet.")])

  @OptionGroup var connection: ConnectionOptions

  @Argument(help: ArgumentHelp("Their names.", valueName: "name"))
  var names: [UserID]

  func validate() throws {
    guard !names.isEmpty else { throw ValidationError("say whom to add") }
  }

  func run() async throws {
    let store = try Backends(try connection.resolve()).store(name: "dogear-user", connections: 1)
    try await store.add(users: names, channels: [], memberships: [])
  }
}

/// `dogear user list`.
struct ListUsers: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List all users, a line each.",
    examples: [CommandExample("dogear user list | wc -l", "How many there are.")])

  @OptionGroup var connection: ConnectionOptions

  func run() async throws {
    let store = try Backends(try connection.resolve()).store(name: "dogear-user", connections: 1)
    var last: UserID?
    while true {
      let page = try await store.users(after: last, most: 1_000)
      for user in page { print(user) }
      guard let end = page.last else { return }
      last = end
    }
  }
}
