import ChatModel

extension ClientState {
  /// Takes up what the last run has left.
  mutating func take(_ keepsake: Keepsake) {
    keeper.loaded(keepsake)
    for (name, text) in keepsake.drafts {
      guard let channel = ChannelID(name) else { continue }
      composer.restore(text, in: channel, open: conversation?.channel)
    }
    for message in keepsake.unsent {
      guard let channel = ChannelID(message.channel),
        let event = try? MessageEvent(id: message.id, channel: channel, author: user, body: message.body)
      else { continue }
      outbox.restore(event)
    }
    list.arrange { $0 = keepsake.arrangement }
  }

  private var keepsake: Keepsake {
    var keepsake = Keepsake()
    for (channel, text) in composer.texts(open: conversation?.channel) {
      keepsake.drafts[channel.rawValue] = text
    }
    keepsake.unsent = outbox.unsent.map {
      Keepsake.Unsent(id: $0.id, channel: $0.channel.rawValue, body: $0.body)
    }
    keepsake.arrangement = list.arrangement
    return keepsake
  }

  mutating func keep(at now: Duration, atOnce: Bool = false) -> [ClientEffect] {
    guard atOnce || keeper.isDue(at: now) else { return [] }
    return keeper.take(keepsake, at: now, atOnce: atOnce).map { [.keep($0)] } ?? []
  }
}
