import ChatModel

/// What can be said of a client from outside: for scripts and tests.
extension ClientState {
  /// The title of the window.
  public var windowTitle: String { title }

  /// The open channel's name as it is shown: `#general`, or `bob` in a direct chat.
  public var openChannelName: String? { openEntry?.name(for: user) }

  /// The badge of a channel, by its name as it is shown; nil if there is no such channel or its badge is not known yet.
  public func badge(named name: String) -> Badge? {
    let channel =
      name.hasPrefix("#")
      ? ChannelID(String(name.dropFirst()))
      : UserID(name).map { ChannelID(directBetween: user, and: $0) }
    guard let entry = channel.flatMap({ list[$0] }), entry.name(for: user) == name else { return nil }
    return entry.badge
  }

  /// The names of all channels as they are shown, in the order of the list.
  public var channelNames: [String] {
    list.order.complete.compactMap { list[$0]?.name(for: user) }
  }

  /// The numbers of all channels together.
  public var total: Badge { list.total }

  /// How many channels have receipts that are not acknowledged.
  public var pendingReceipts: Int { receipts.count }
}
