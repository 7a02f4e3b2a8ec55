import ChatModel
import Canvas

/// Who and what there is: the public channels, and the members of a channel.
extension ClientState {
  /// Shows the public channels, to join one or to make another.
  mutating func browse(at now: Duration) -> [ClientEffect] {
    overlay = .finder(Finder(.directory, [], height: finderHeight))
    return [.loadDirectory]
  }

  mutating func take(directory: [ChannelSummary]) {
    changeFinder { finder in
      guard finder.kind == .directory else { return }
      finder.take(
        directory.map { channel in
          let members = Wording.count(channel.memberCount, "member") + (channel.isMember ? ", joined" : "")
          let topic = Sanitizer.line(channel.topic, limit: 60)
          return Finder.Candidate(
            target: .channel(channel.id), name: "#\(channel.id)",
            note: topic.isEmpty ? members : "\(topic) \u{B7} \(members)")
        })
    }
  }

  /// Shows who is in the open channel, to talk to one of them.
  mutating func showMembers(at now: Duration) -> [ClientEffect] {
    guard let channel = openEntry?.id else {
      say("no channel is open", at: now)
      return []
    }
    overlay = .finder(Finder(.members, [], height: finderHeight))
    return [.loadMembers(channel)]
  }

  mutating func take(members: [UserID], of channel: ChannelID) -> [ClientEffect] {
    if conversation?.channel == channel { conversation?.take(members: members) }
    guard case .finder(let finder) = overlay, finder.kind == .members, conversation?.channel == channel else {
      return []
    }
    showMembers(members)
    return [.loadPresence(members)]
  }

  /// Lists members, those who are online first.
  mutating func showMembers(_ members: [UserID]) {
    let (presence, user) = (presence, user)
    changeFinder { finder in
      guard finder.kind == .members else { return }
      let online = members.filter { presence.isOnline($0) || $0 == user }
      let others = members.filter { !presence.isOnline($0) && $0 != user }
      finder.take(
        (online + others).map { member in
          Finder.Candidate(
            target: .user(member), name: member.rawValue,
            note: member == user ? "you" : presence.isOnline(member) ? "online" : "")
        })
    }
  }

  /// Shows who has read a message.
  mutating func take(_ readers: ReadBy, of seq: Seq, in channel: ChannelID) {
    guard conversation?.channel == channel, overlay == nil else { return }
    var finder = Finder(.readers(readers.count, of: readers.members), [], height: finderHeight)
    finder.take(
      readers.names.map {
        Finder.Candidate(target: .user($0), name: $0.rawValue, note: $0 == user ? "you" : "")
      })
    overlay = .finder(finder)
  }

  private var finderHeight: Int { FinderView.height(in: Rect(size: size)) }

  /// Does what choosing a candidate means.
  mutating func choose(_ finder: Finder, at now: ClientTime) -> [ClientEffect] {
    overlay = nil
    switch finder.selected?.target {
    case .channel(let channel)?:
      if finder.kind == .directory { return join(channel, at: now) }
      leaveTrail()
      return open(channel, at: now)
    case .newChannel(let channel)?:
      guard !refusesWhilePeeking(at: now.monotonic) else { return [] }
      return change(channel, .create(topic: "", isPrivate: false), opens: true, at: now)
    case .user(let peer)?:
      guard !refusesWhilePeeking(at: now.monotonic) else { return [] }
      return talk(to: peer, at: now)
    case nil: return []
    }
  }
}
