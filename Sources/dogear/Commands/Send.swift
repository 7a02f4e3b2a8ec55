import Arguments
import ChatModel
import Stores

/// `dogear send CHANNEL TEXT`.
struct Send: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Say something in a channel.",
    discussion: "Prints the message's number once it is stored and counted.",
    examples: [CommandExample("dogear send release 'api-3 is out' --user bob", "From a script.")])

  @OptionGroup var errand: ErrandOptions

  @Argument(help: "Where: a channel, or somebody's name with an @ before it.")
  var place: String

  @Argument(help: "What to say.")
  var text: String

  func run() async throws {
    let errand = try errand.errand()
    if let seq = try await errand.say(text, in: try Self.channel(place, of: errand.user)) { print(seq) }
  }

  /// A channel by its name, or the direct chat with `@somebody`.
  static func channel(_ place: String, of user: UserID) throws -> ChannelID {
    if place.hasPrefix("@"), let peer = UserID(String(place.dropFirst())) {
      return ChannelID(directBetween: user, and: peer)
    }
    guard let channel = ChannelID(argument: place) else {
      throw ValidationError("\(place) is no name of a channel: \(ChannelID.rule)")
    }
    return channel
  }
}

/// `dogear mark`: channels as read, or as unread.
struct Mark: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Mark channels as read, or a message and all after it as unread.",
    examples: [
      CommandExample("dogear mark --user bob --all", "Nothing is unread any more."),
      CommandExample(
        "dogear mark books --from 12 --user bob", "Message 12 and what follows is unread again."),
    ])

  @OptionGroup var connection: ConnectionOptions

  @Option(help: "Whose.", environment: "DOGEAR_USER", configuration: "chat.user")
  var user: UserID

  @Argument(help: ArgumentHelp("Channels, or @names for direct chats.", valueName: "channel"))
  var places: [String] = []

  @Flag(help: "All channels.")
  var all = false

  @Option(help: ArgumentHelp("Mark this message and all after it as unread.", valueName: "n"))
  var from: Int?

  func validate() throws {
    guard all != !places.isEmpty else { throw ValidationError("name channels, or say --all") }
    guard from == nil || places.count == 1 else { throw ValidationError("--from is about one channel") }
  }

  func run() async throws {
    let backends = try Backends(try connection.resolve())
    let store = backends.store(name: "dogear-mark", connections: 1)
    let channels = try await store.channels(of: user)
    let wanted = try places.map { try Send.channel($0, of: user) }
    for channel in wanted where !channels.contains(where: { $0.id == channel }) {
      throw ValidationError("\(user) is not a member of \(channel)")
    }
    let keys = (all ? channels.map(\.id) : wanted).map { UserChannel(user, $0) }
    let receipts = try await store.counters(at: keys).sorted { $0.key < $1.key }.compactMap { key, unread in
      try receipt(key, unread)
    }
    guard !receipts.isEmpty else { return }
    let producer = try backends.producer()
    try await KafkaEventSink(producer).append(receipts.map { LogEntry($0, topics: backends.topics) })
    await producer.close(timeout: .seconds(1))
  }

  private func receipt(_ key: UserChannel, _ unread: Unread) throws -> ReceiptEvent? {
    let epoch = unread.read.marker.epoch
    if let from { return try ReceiptEvent(key, .unread, seq: Seq(from), epoch: epoch + 1) }
    return unread.head > unread.readUpTo ? try ReceiptEvent(key, .read, seq: unread.head, epoch: epoch) : nil
  }
}
