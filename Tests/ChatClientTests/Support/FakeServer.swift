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
      if message.author == user { unread.own.insert(message.seq) }
      let mentions = message.mentions
      if mentions.everyone || mentions.users.contains(user) { unread.mentions.insert(message.seq) }
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
              $0.id, head: head($0.id), topic: $0.topic, members: $0.memberCount, muted: $0.muted,
              readOnly: $0.readOnly, lastMessageAt: messages[$0.id]?.last?.sentAt)
          })
      ]
    case .loadCounters(let channels):
      let pairs = (channels ?? infos.map(\.id)).filter { !lost.contains($0) }.map { ($0, unread($0)) }
      return [.counters(Dictionary(uniqueKeysWithValues: pairs), complete: channels == nil)]
    case .restoreCounters(let channels):
      lost.subtract(channels)
      return [.counters(Dictionary(uniqueKeysWithValues: channels.map { ($0, unread($0)) }), complete: false)]
    case .loadMessages(let channel, let range):
      return [.messages(channel, range, (messages[channel] ?? []).filter { range.contains($0.seq) })]
    case .loadPositions(let channel): return [.positions(channel, positions[channel] ?? [:])]
    case .loadMembers(let channel): return [.members(channel, members[channel] ?? [])]
    case .loadPresence(let users): return [.online(online.intersection(users))]
    case .search(let query): return [.found(query, found(query))]
    case .setMuted(let muted, let channel): return [.muted(muted, channel)]
    case .send(let event):
      let message = store(event.channel, author: event.author.rawValue, body: event.body, id: event.id)
      return [.sendAcknowledged(id: event.id), .heard(.notice(.message(message)))]
    case .sendReceipt(let receipt):
      reads[receipt.key.channel, default: ReadState()].join(receipt.delta)
      return [.receiptAcknowledged(receipt), .heard(.notice(.read(receipt.key)))]
    case .listen, .announce, .announceTyping, .saveSpool, .keep, .setTitle, .alert, .setMouse, .edit, .redraw,
      .suspend, .crowd, .quit:
      return []
    }
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
