import Arguments

/// A client of others that is measured beside ours.
enum IRCClient: String, CaseIterable, Sendable {
  case irssi
  case weechat

  /// The Debian package that has it.
  var package: String {
    switch self {
    case .irssi: "irssi"
    case .weechat: "weechat-curses"
    }
  }

  /// Its path and arguments, to connect as `me` to a server on 127.0.0.1 and keep all its files in a folder.
  func arguments(path: String, folder: String, port: UInt16) -> [String] {
    switch self {
    case .irssi: [path, "--home=\(folder)/irssi", "-c", "127.0.0.1", "-p", "\(port)", "-n", "me"]
    case .weechat:
      [
        path, "-d", "\(folder)/weechat", "-r", "/server add x 127.0.0.1/\(port) -notls -nicks=me", "-r",
        "/connect x",
      ]
    }
  }

  /// What to type to have the channel with the backlog in view.
  var opening: String {
    switch self {
    case .irssi: "/window goto #c0\r"
    case .weechat: "/buffer irc.x.#c0\r"
    }
  }
}

/// A list of clients on the command line: names parted by commas, or `none`.
struct IRCClients: ExpressibleByArgument {
  let clients: [IRCClient]

  static let all = IRCClients(clients: IRCClient.allCases)

  init(clients: [IRCClient]) {
    self.clients = clients
  }

  init?(argument: String) {
    guard argument != "none" else {
      self.init(clients: [])
      return
    }
    let names = argument.split(separator: ",", omittingEmptySubsequences: false)
    let clients = names.compactMap { IRCClient(rawValue: String($0)) }
    guard clients.count == names.count, Set(clients).count == clients.count else { return nil }
    self.init(clients: clients)
  }

  var defaultValueDescription: String { clients.map(\.rawValue).joined(separator: ",") }
  static var formatHint: String? { "irssi, weechat, irssi,weechat or none" }
}
