import Canvas
import ChatModel

extension ClientState {
  /// The rows that the list has for channels and headings.
  var listHeight: Int {
    max(0, layout.list.height - (ChannelListView.hasFilterRow(list, isFiltering: isFiltering) ? 1 : 0))
  }

  mutating func changeSort(at now: Duration) {
    list.arrange { $0.sort = $0.sort.next }
    list.reveal(conversation?.channel, height: listHeight)
    keeper.touch()
    say("channels sorted by \(list.arrangement.sort.words)", at: now)
  }

  /// Folds or unfolds a section.
  mutating func toggle(_ section: ChannelSection, at now: Duration) {
    guard list.filter.isEmpty else { return say("a filtered list shows all that matches", at: now) }
    list.arrange { $0.folded.formSymmetricDifference([section]) }
    list.reveal(conversation?.channel, height: listHeight)
    keeper.touch()
  }

  /// Begins to filter the list; without a list on the screen, to find a channel.
  mutating func filter() {
    guard layout.form == .full else { return find() }
    isFiltering = true
  }

  mutating func changeFilter(_ change: (inout LineEditor) -> Void) {
    var words = LineEditor(list.filter, limit: 64)
    change(&words)
    list.filter(by: words.text)
  }

  mutating func endFilter() {
    isFiltering = false
    list.filter(by: "")
    list.reveal(conversation?.channel, height: listHeight)
  }
}

extension ClientState {
  /// How long `ClientEffect.announce` is good for.
  public static let onlineSpan = PresenceBoard.onlineSpan

  /// Listens for those with whom there is a direct chat, and asks which of them are online.
  mutating func watchPeers(_ infos: [ChannelInfo]) -> [ClientEffect] {
    let peers = infos.compactMap { $0.id.peer(of: user) }
    let new = peers.filter { heardTopics.insert(.presence($0)).inserted }
    return new.isEmpty ? [] : listen(to: new.map(NoticeTopic.presence)) + [.loadPresence(peers)]
  }

  /// The user may have changed what they write.
  mutating func typed(over old: LineEditor, at now: Duration) -> [ClientEffect] {
    guard !composer.editor.hasSameText(as: old) else { return [] }
    keeper.touch()
    guard !isPeeking, let channel = conversation?.channel else { return [] }
    if composer.editor.isEmpty {
      typing.stop()
      return []
    }
    return typing.typed(in: channel, at: now) ? [.announceTyping(channel)] : []
  }

  /// Tells others that the user is there, if it is time.
  mutating func beat(at now: Duration) -> [ClientEffect] {
    heartbeat.isDue(at: now) ? [.announce(isOnline: true)] : []
  }
}

extension ClientState {
  /// Takes up what the last run has left, and asks what became of that which Kafka had.
  mutating func take(_ keepsake: Keepsake) -> [ClientEffect] {
    keeper.loaded(keepsake)
    for (name, text) in keepsake.drafts {
      guard let channel = ChannelID(name) else { continue }
      composer.restore(text, in: channel, open: conversation?.channel)
    }
    for message in keepsake.unsent {
      guard let channel = ChannelID(message.channel),
        let event = try? MessageEvent(id: message.id, channel: channel, author: user, body: message.body)
      else { continue }
      outbox.restore(event, isAccepted: message.accepted ?? false)
    }
    list.arrange { $0 = keepsake.arrangement }
    return askAgain()
  }

  private var keepsake: Keepsake {
    var keepsake = Keepsake()
    for (channel, text) in composer.texts(open: conversation?.channel) {
      keepsake.drafts[channel.rawValue] = text
    }
    keepsake.unsent = outbox.messages.map {
      Keepsake.Unsent(
        id: $0.event.id, channel: $0.event.channel.rawValue, body: $0.event.body,
        accepted: $0.state == .accepted ? true : nil)
    }
    keepsake.arrangement = list.arrangement
    return keepsake
  }

  mutating func keep(at now: Duration, atOnce: Bool = false) -> [ClientEffect] {
    guard atOnce || keeper.isDue(at: now) else { return [] }
    return keeper.take(keepsake, at: now, atOnce: atOnce).map { [.keep($0)] } ?? []
  }
}
