import Arguments

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
