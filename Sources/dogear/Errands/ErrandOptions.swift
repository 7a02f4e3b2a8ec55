import Arguments
import ChatModel

/// Who does something, and where the services are.
struct ErrandOptions: ParsableArguments {
  @OptionGroup var connection: ConnectionOptions

  @Option(help: "Whom you are.", environment: "DOGEAR_USER", configuration: "chat.user")
  var user: UserID

  @Option(help: "How long to wait for the server's answer.")
  var patience: Duration = .seconds(10)

  /// The errand of this user.
  func errand() throws -> Errand {
    Errand(backends: try Backends(try connection.resolve()), user: user, patience: patience)
  }
}

extension ChannelID: ExpressibleByArgument {
  /// Reads a handle, with or without its sign.
  public init?(argument: String) {
    self.init(argument.hasPrefix("#") ? String(argument.dropFirst()) : argument)
  }

  /// Which names there can be.
  public static var formatHint: String? { rule }
}
