import Canvas
import ChatModel

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
