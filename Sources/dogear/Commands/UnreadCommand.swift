import Arguments
import ChatModel
import Foundation

/// `dogear unread`: badges for a status bar or a prompt.
struct UnreadCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "unread",
    abstract: "Print the badges of a user.",
    discussion: """
      What calls for attention: a muted channel counts with its mentions only, a silent one not at all. Nothing is \
      printed if --total is given and nothing is unread.
      """,
    examples: [
      CommandExample("dogear unread --user bob", "A line for each channel with something unread."),
      CommandExample("set -g status-right '#(dogear unread --user bob --total)'", "In tmux.conf."),
      CommandExample(
        "command = 'dogear unread --user bob --total'", "In a [custom.dogear] of starship.toml."),
    ])

  @OptionGroup var connection: ConnectionOptions

  @Option(help: "Whose.", environment: "DOGEAR_USER", configuration: "chat.user")
  var user: UserID

  @Flag(help: "Print only the sum, such as `12 @2`; nothing if nothing is unread.")
  var total = false

  @Flag(help: "Print one JSON object.")
  var json = false

  private struct Entry: Encodable {
    let channel: String
    let unread: Int
    let mentions: Int
    let attention: String
  }

  private struct Report: Encodable {
    let user: String
    let unread: Int
    let mentions: Int
    let channels: [Entry]
  }

  func run() async throws {
    let backends = try Backends(try connection.resolve())
    let store = backends.store(name: "dogear-unread", connections: 1)
    let counters = backends.counters(name: "dogear-unread", loading: false)
    let channels = try await store.channels(of: user)
    var found = try await counters.counters(of: user, in: nil, listing: [])
    let missing = channels.map(\.id).filter { found[$0] == nil }
    found.merge(try await counters.restore(missing, of: user, from: store)) { $1 }
    var sum = Badge()
    var entries: [Entry] = []
    for channel in channels {
      let badge =
        found[channel.id]?.numbers.badge(in: channel.id, hearingEveryone: channel.hearsEveryone) ?? Badge()
      sum = sum + channel.attention.call(badge)
      guard !badge.isEmpty else { continue }
      let name = channel.id.peer(of: user).map { "@\($0)" } ?? "#\(channel.id)"
      entries.append(
        Entry(
          channel: name, unread: badge.unread, mentions: badge.mentions, attention: "\(channel.attention)"))
    }
    if json {
      return print(
        try Report(user: "\(user)", unread: sum.unread, mentions: sum.mentions, channels: entries).jsonLine())
    }
    if total {
      if !sum.isEmpty { print(sum.mentions > 0 ? "\(sum.unread) @\(sum.mentions)" : "\(sum.unread)") }
      return
    }
    for entry in entries {
      let mentions = entry.mentions > 0 && entry.channel.hasPrefix("#") ? " @\(entry.mentions)" : ""
      let attention = ["mentions": " mentions only", "nothing": " silent"][entry.attention] ?? ""
      print("\(entry.channel) \(entry.unread)\(mentions)\(attention)")
    }
  }
}
