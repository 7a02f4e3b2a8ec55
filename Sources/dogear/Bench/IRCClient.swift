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
