import Canvas
import ChatModel

@testable import ChatClient

extension RandomStream {
  private static let special: [Key] =
    [
      .up, .down, .pageUp, .pageDown, .home, .end, .tab, .backTab, .enter, .escape, .backspace, .left,
      .delete,
    ].map { Key($0) }
    + "kgnpoudbfvxywaehjl".map { Key(.character($0), .control) }
    + "pnbfdmv<>".map { Key(.character($0), .alt) } + [Key(.enter, .alt), Key(.down, .alt)]

  mutating func press() {
    var key = Self.special.randomElement(using: &generator) ?? Key(.down)
    if Bool.random(using: &generator) {
      key = Key(.character("abjkgGnpNiumrxMfszAUPJ/\\?@ #gmuU".randomElement(using: &generator) ?? "j"))
    }
    let client = world.client
    world.post(.input(.key(key)), settles: Bool.random(using: &generator))
    if let action = client.keys.action(for: key, in: client.mode) { note(action, client) }
  }

  /// What the book says of marking.
  private mutating func note(_ action: Action, _ before: ClientState) {
    guard !before.isPeeking else { return }
    for (channel, entry) in before.list.entries {
      guard let unread = entry.unread else { continue }
      let epoch = unread.read.marker.epoch
      let isOpen = before.conversation?.channel == channel
      let isBack = (world.client.list[channel]?.unread?.read.marker.epoch ?? 0) > epoch
      switch action {
      case .markRead where isOpen:
        let head = max(unread.head, before.conversation?.head ?? 0)
        ledger.know(ReadMarker(epoch: epoch, seq: head), in: channel)
      case .markAllRead: ledger.know(ReadMarker(epoch: epoch, seq: unread.head), in: channel)
      case .markUnread where isBack:
        ledger.know(ReadMarker(epoch: epoch + 1, seq: unread.readUpTo), in: channel)
      case .undo where isBack:
        guard let old = before.undo[channel]?.unread else { continue }
        ledger.know(ReadMarker(epoch: epoch + 1, seq: old.readUpTo), in: channel)
      default: break
      }
    }
  }

  mutating func resize() {
    if Bool.random(using: &generator) { return }
    let size = Size(
      width: Int.random(in: 1...130, using: &generator), height: Int.random(in: 1...45, using: &generator))
    world.post(.input(.resize(size)))
  }

  mutating func point() {
    let size = world.client.size
    let place = Point(
      x: Int.random(in: 0...size.width, using: &generator),
      y: Int.random(in: 0...size.height, using: &generator))
    let kinds: [MouseEvent.Kind] = [
      .press(.left), .press(.left), .press(.right), .wheelUp, .wheelDown, .drag, .release,
    ]
    world.post(.input(.mouse(MouseEvent(kinds.randomElement(using: &generator) ?? .release, at: place))))
  }

  mutating func talk() {
    guard let channel = Self.channels.randomElement(using: &generator) else { return }
    let body = [
      "hello", "@alice?", "a\nlonger\nmessage", "@channel 界👩‍👩‍👧", String(repeating: "word ", count: 80),
      "\u{1B}]0;x\u{7}\u{202E}שלום `code` *so* https://example.org/界",
      String(repeating: "界", count: 90),
    ]
    let author = ["bob", "bob", "carol", "alice"].randomElement(using: &generator) ?? "bob"
    world.say(
      body.randomElement(using: &generator) ?? "", author: author, in: channel,
      isHeard: Int.random(in: 0..<5, using: &generator) > 0)
  }

  mutating func disturb() {
    let channel = Self.channels.randomElement(using: &generator) ?? Sample.general
    let user = UserID(stored: "user-\(Int.random(in: 0..<50, using: &generator))")
    let head = world.server.head(channel)
    let events: [ClientEvent] = [
      .heard(.missed), .heard(.connected), .heard(.disconnected("gone")), .tick, .resumed,
      .health(.kafka, .down("gone")), .health(.kafka, .up), .health(.redis, .up), .health(.database, .up),
      .heard(.notice(.typing(UserChannel(user, channel)))),
      .heard(.notice(.typing(UserChannel(user, channel)))),
      .heard(.notice(.presence(Sample.bob, isOnline: Bool.random(using: &generator)))),
      .heard(
        .notice(.seen(UserChannel(user, channel), position: Seq.random(in: 0...head, using: &generator)))),
      .heard(.notice(.status(ServerStatus(lag: 3, lagMilliseconds: 90)))),
      .input(.paste("one\ntwo 界")), .edited("from the editor\n", problem: nil), .edited(nil, problem: "gone"),
      .kept(keepsake(channel)), .crowdFound, .countersNotBuilt,
      .messages(Sample.general, 3...5, Sample.messages(3...5, in: Sample.general)),
    ]
    if let event = events.randomElement(using: &generator) { world.post(event) }
    if Bool.random(using: &generator) { fail(everything: "timeout") }
    if head > 0 && Int.random(in: 0..<4, using: &generator) == 0 { readElsewhere(channel, head) }
  }

  private mutating func readElsewhere(_ channel: ChannelID, _ head: Seq) {
    world.server.read(Seq.random(in: 1...head, using: &generator), in: channel)
    world.post(.heard(.notice(.read(UserChannel(Sample.alice, channel)))))
  }

  private mutating func keepsake(_ channel: ChannelID) -> Keepsake {
    var keepsake = Keepsake()
    keepsake.drafts = [channel.rawValue: "begun before", "No Channel": "x"]
    keepsake.unsent = [Keepsake.Unsent(id: "old-1", channel: channel.rawValue, body: "left over")]
    keepsake.arrangement.sort = ChannelSort.allCases.randomElement(using: &generator) ?? .name
    if Bool.random(using: &generator) { keepsake.arrangement.folded = [.direct] }
    return keepsake
  }

  /// What was asked for and not answered fails.
  mutating func fail(everything reason: String) {
    for effect in world.takeUnanswered() {
      switch effect {
      case .loadChannels: world.post(.failed(.channels, reason: reason))
      case .loadCounters, .restoreCounters: world.post(.failed(.counters, reason: reason))
      case .loadMessages(let channel, let range):
        world.post(.failed(.messages(channel, range), reason: reason))
      case .search(let query): world.post(.failed(.search(query), reason: reason))
      case .setAttention(_, let channel): world.post(.failed(.attention(channel), reason: reason))
      case .sendReceipt(let receipt): world.post(.receiptFailed(receipt, reason: reason))
      case .send(let event): world.post(.sendFailed(id: event.id, reason: reason))
      default: break
      }
    }
  }
}
