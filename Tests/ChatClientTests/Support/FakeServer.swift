import ChatModel

@testable import ChatClient

/// The truth behind the ports, and what it answers: messages, memberships, what the user has read.
struct FakeServer {
  let user: UserID
  private(set) var infos: [ChannelInfo] = []
  private(set) var messages: [ChannelID: [Message]] = [:]
  private(set) var reads: [ChannelID: ReadState] = [:]
  /// How far the others have read.
  var positions: [ChannelID: [UserID: Seq]] = [:]
  var members: [ChannelID: [UserID]] = [:]
  /// Whose counters Redis has lost.
  var lost: Set<ChannelID> = []
  /// The public channels.
  var directory: [ChannelSummary] = []
  /// Why the next change is rejected.
  var rejection: String?
  /// Who answers to be online.
  var online: Set<UserID> = []

  init(user: UserID, _ infos: [ChannelInfo]) {
    self.user = user
    self.infos = infos
    for info in infos where info.head > 0 { messages[info.id] = Sample.messages(1...info.head, in: info.id) }
  }

  func head(_ channel: ChannelID) -> Seq { Seq(messages[channel]?.count ?? 0) }

  /// The counters, recomputed from messages and read positions.
  func unread(_ channel: ChannelID) -> Unread {
    var unread = Unread(head: head(channel), read: reads[channel] ?? ReadState())
    for message in messages[channel] ?? [] where message.seq > unread.readUpTo {
      if message.author == user || !message.kind.counts { unread.uncounted.insert(message.seq) }
      if message.mentions.users.contains(user) {
        unread.mentions.insert(message.seq)
      } else if message.mentions.everyone, message.author != user {
        unread.everyone.insert(message.seq)
      }
    }
    return unread
  }

  mutating func read(_ seq: Seq, in channel: ChannelID) {
    let epoch = reads[channel]?.marker.epoch ?? 0
    reads[channel, default: ReadState()].join(.read(seq, epoch: epoch))
  }

  /// Stores a message, as the next of its channel.
  mutating func store(_ channel: ChannelID, author: String, body: String, id: String? = nil) -> Message {
    let seq = head(channel) + 1
    let template = Sample.message(seq, in: channel, author: author, body: body)
    let message = Message(
      channel: channel, seq: seq, id: id ?? template.id, author: template.author, sentAt: template.sentAt,
      body: body)
    messages[channel, default: []].append(message)
    if message.author == user { read(seq, in: channel) }
    return message
  }

  /// Does what an effect asks for.
  /// - Returns: What is then posted to the client.
  mutating func perform(_ effect: ClientEffect) -> [ClientEvent] {
    switch effect {
    case .loadChannels:
      return [
        .channels(
          infos.map {
            Sample.info(
              $0.id, head: head($0.id), topic: $0.topic, members: $0.memberCount, muted: $0.isMuted,
              readOnly: $0.readOnly, lastMessageAt: messages[$0.id]?.last?.sentAt)
          })
      ]
    case .loadCounters(let channels, let listed):
      let pairs = (channels ?? infos.map(\.id)).filter { !lost.contains($0) }.map { channel in
        let unread = unread(channel)
        return (channel, listed.contains(channel) ? Counter.listed(unread) : .counted(UnreadNumbers(unread)))
      }
      return [.counters(Dictionary(uniqueKeysWithValues: pairs), complete: channels == nil)]
    case .restoreCounters(let channels):
      lost.subtract(channels)
      let counters = channels.map { ($0, Counter.listed(unread($0))) }
      return [.counters(Dictionary(uniqueKeysWithValues: counters), complete: false)]
    case .loadMessages(let channel, let range):
      return [.messages(channel, range, (messages[channel] ?? []).filter { range.contains($0.seq) })]
    case .loadPositions(let channel): return [.positions(channel, positions[channel] ?? [:])]
    case .loadMembers(let channel): return [.members(channel, members[channel] ?? [])]
    case .loadPresence(let users): return [.online(online.intersection(users))]
    case .search(let query): return [.found(query, found(query))]
    case .setAttention(let attention, let channel): return [.attention(attention, channel)]
    case .loadReaders(let seq, let channel):
      let names = (positions[channel] ?? [:]).filter { $0.value >= seq }.keys.sorted()
      return [.readers(seq, channel, ReadBy(count: names.count, members: 31, names: names))]
    case .setHidesReads, .setHearsEveryone: return [.preferred]
    case .send(let event):
      let message = store(event.channel, author: event.author.rawValue, body: event.body, id: event.id)
      return [.sendAcknowledged(id: event.id), .heard(.notice(.message(message)))]
    case .sendReceipt(let receipt):
      reads[receipt.key.channel, default: ReadState()].join(receipt.delta)
      return [.receiptAcknowledged(receipt), .heard(.notice(.read(receipt.key)))]
    case .loadDirectory: return [.directory(directory)]
    case .change(let request): return [.sendAcknowledged(id: request.id)] + change(request)
    case .listen, .ignore, .copy, .announce, .announceTyping, .saveSpool, .keep, .setTitle, .alert, .setMouse,
      .edit, .redraw,
      .suspend, .crowd, .quit:
      return []
    }
  }

  /// Does what somebody asks for, and says so as the real server does.
  mutating func change(_ request: ChangeRequest, by author: UserID? = nil) -> [ClientEvent] {
    let (author, channel) = (author ?? user, request.channel)
    let settled = Notice.settled(author, id: request.id, rejection: rejection)
    var notices: [Notice] = [settled]
    guard rejection == nil else { return notices.map { .heard(.notice($0)) } }
    switch request.change {
    case .create, .join:
      infos.append(Sample.info(channel, members: 1))
      notices.insert(.membership(UserChannel(user, channel), isMember: true), at: 0)
    case .leave, .remove(user):
      infos.removeAll { $0.id == channel }
      notices.insert(.membership(UserChannel(user, channel), isMember: false), at: 0)
    case .delete(let seq), .edit(let seq, _):
      guard let message = messages[channel]?[Int(seq) - 1] else { break }
      var new = message.deleted
      if case .edit(_, let body) = request.change { new = message.edited(body) }
      messages[channel]?[Int(seq) - 1] = new
      notices.insert(.changed(new), at: 0)
    case .setTopic, .allow, .invite, .remove: break
    }
    return notices.map { .heard(.notice($0)) }
  }

  /// Messages that contain all words, newest first.
  private func found(_ query: SearchQuery) -> [Message] {
    let words = query.words.lowercased().split(separator: " ")
    return infos.map(\.id).filter { query.channel == nil || query.channel == $0 }
      .flatMap { messages[$0] ?? [] }
      .filter { message in words.allSatisfy { message.body.lowercased().contains($0) } }
      .sorted { ($1.sentAt, $1.channel) < ($0.sentAt, $0.channel) }
      .prefix(SearchQuery.most).map { $0 }
  }
}
