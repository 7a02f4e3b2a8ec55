import ChatModel
import Testing

@testable import ChatClient

@Suite struct ChannelListTests {
  private static let direct = Sample.bobAndAlice

  private func list(
    _ unread: [ChannelID: Seq] = [:], mentions: [ChannelID: Set<Seq>] = [:], muted: Set<ChannelID> = []
  )
    -> ChannelList
  {
    var list = ChannelList(user: Sample.alice)
    let channels = [Sample.random, Sample.general, Sample.incidents, Self.direct]
    list.replace(channels.map { Sample.info($0, muted: muted.contains($0)) }) { _ in nil }
    for channel in channels {
      list.update(channel) {
        $0.refresh(.listed(Unread(head: unread[channel] ?? 0, mentions: mentions[channel] ?? [])))
      }
    }
    list.settle(at: .zero)
    return list
  }

  @Test("mentions come first, then what is unread, then the rest, each by name; direct chats by themselves")
  func order() {
    let list = list([Sample.random: 5, Sample.incidents: 2], mentions: [Sample.random: [3]])
    #expect(
      list.order.rows == [
        .heading(.channels), .channel(Sample.random), .channel(Sample.incidents), .channel(Sample.general),
        .heading(.direct), .channel(Self.direct),
      ])
    #expect(list.order.all == [Sample.random, Sample.incidents, Sample.general, Self.direct])
    #expect(list.order.complete == list.order.all)
    #expect(list.order.index(of: Self.direct) == 5)
  }

  @Test("muted channels do not count as unread, but their mentions do")
  func muted() {
    let list = list(
      [Sample.random: 5, Sample.general: 4], mentions: [Sample.random: [3]],
      muted: [Sample.random, Sample.general])
    #expect(list.total == Badge(unread: 0, mentions: 1))
    #expect(list.order.all == [Sample.random, Sample.general, Sample.incidents, Self.direct])
  }

  @Test("the total follows every change")
  func total() {
    var list = list([Sample.random: 5, Self.direct: 2])
    #expect(list.total == Badge(unread: 7, mentions: 2))
    list.update(Sample.random) { $0.local.read = .read(3, epoch: 0) }
    #expect(list.total == Badge(unread: 4, mentions: 2))
    list.update(Sample.random) { $0.info.attention = .mentions }
    #expect(list.total == Badge(unread: 2, mentions: 2))
    list.replace([Sample.info(Sample.general)]) { _ in nil }
    #expect(list.total == Badge())
  }

  @Test("the order rests while the user walks through the list")
  func rest() {
    var list = list()
    let before = list.order
    list.navigated(at: .seconds(10))
    list.update(Sample.random) { $0.refresh(.listed(Unread(head: 9))) }
    list.settle(at: .milliseconds(12_999))
    #expect(list.order == before)
    #expect(list.deadline == .seconds(13))
    list.settle(at: .seconds(13))
    #expect(list.order.all.first == Sample.random)
    #expect(list.deadline == nil)
  }

  @Test("the open channel keeps its place while its badge empties")
  func pin() {
    var list = list([Sample.random: 5])
    list.pin(Sample.random)
    list.update(Sample.random) { $0.local.read = .read(5, epoch: 0) }
    list.settle(at: .seconds(60))
    #expect(list.order.all.first == Sample.random)
    list.pin(Sample.general)
    list.settle(at: .seconds(120))
    #expect(list.order.all == [Sample.general, Sample.incidents, Sample.random, Self.direct])
  }

  @Test(
    "numbers are enough until a part of what they count is read here: then it is asked which messages are left"
  )
  func numbersOnly() {
    let unread = Unread(head: 9, read: .read(2, epoch: 0), mentions: [3, 7], everyone: [8], uncounted: [4])
    var list = list()
    list.update(Sample.random) { $0.refresh(.counted(UnreadNumbers(unread))) }
    #expect(list.badge(Sample.random) == Badge(unread: 6, mentions: 3))
    #expect(list.takeVague() == [])
    // All of it.
    list.update(Sample.random) { $0.local.read = .read(9, epoch: 0) }
    #expect(list.badge(Sample.random) == Badge())
    #expect(list.takeVague() == [])
    // Undone, before or after Redis has forgotten what was read.
    let before = UnreadNumbers(unread)
    for remote in [unread, Unread(head: 9, read: .read(9, epoch: 0))] {
      list.update(Sample.random) { entry in
        entry.refresh(.counted(UnreadNumbers(remote)))
        entry.local = Unread(read: .read(2, epoch: 1))
        entry.remembered = before
      }
      #expect(list.badge(Sample.random) == Badge(unread: 6, mentions: 3))
    }
    // A part of it.
    list.update(Sample.random) { entry in
      entry.refresh(.counted(UnreadNumbers(unread)))
      entry.local.read = .read(6, epoch: 0)
    }
    #expect(list.takeVague() == [Sample.random])
    #expect(list.takeVague() == [], "asked once")
    #expect(list.badge(Sample.random) == Badge(unread: 3, mentions: 3), "a guess, and never too little")
    list.update(Sample.random) { $0.refresh(.listed(unread)) }
    #expect(list.badge(Sample.random) == Badge(unread: 3, mentions: 2))
  }

  @Test("what comes between a marking as read and its undoing counts as well")
  func undone() {
    let unread = Unread(head: 9, read: .read(2, epoch: 0), mentions: [3, 7], everyone: [8], uncounted: [4])
    var list = list()
    list.update(Sample.random) { $0.refresh(.counted(UnreadNumbers(unread))) }
    let more = Unread(head: 12, read: .read(9, epoch: 0), mentions: [10], uncounted: [11])
    for remote in [Counter.counted(UnreadNumbers(more)), .listed(more)] {
      list.update(Sample.random) { entry in
        entry.refresh(remote)
        entry.local = Unread(read: .markedUnread(3, epoch: 1))
        entry.remembered = UnreadNumbers(unread)
      }
      #expect(list.badge(Sample.random) == Badge(unread: 8, mentions: 4))
      // And what is read of it then is a guess that no answer makes better, until Redis shows the mark.
      list.update(Sample.random) { $0.local.read = .read(8, epoch: 1) }
      #expect(list.badge(Sample.random) == Badge(unread: 4, mentions: 4))
      #expect(list.takeVague() == [])
    }
  }

  @Test("seqs that are known stay known as long as they are all that there are")
  func known() {
    let listed = Counter.listed(Unread(head: 9, read: .read(2, epoch: 0), mentions: [3, 7], uncounted: [4]))
    func next(_ unread: Unread) -> Counter { Counter.counted(UnreadNumbers(unread)).knowing(listed) }
    let further = Unread(head: 12, read: .read(5, epoch: 0), mentions: [7])
    #expect(next(further) == .listed(further))
    var another = further
    another.mentions.insert(11)
    #expect(next(another) == .counted(UnreadNumbers(another)))
    // A mention that is deleted, and another that came.
    another.mentions = [11]
    another.uncounted = [7]
    #expect(next(another) == .counted(UnreadNumbers(another)))
    let back = Unread(head: 12, read: .read(1, epoch: 1), mentions: [3, 7], uncounted: [4])
    #expect(next(back) == .counted(UnreadNumbers(back)))
  }

  @Test("what was read here is joined until Redis shows it")
  func local() {
    var list = list([Sample.random: 5])
    list.update(Sample.random) { $0.local.read = .read(5, epoch: 0) }
    list.update(Sample.random) { $0.refresh(.listed(Unread(head: 6))) }
    #expect(list.badge(Sample.random) == Badge(unread: 1))
    list.update(Sample.random) { $0.refresh(.listed(Unread(head: 6, read: .read(5, epoch: 0)))) }
    #expect(list[Sample.random]?.local == Unread())
    #expect(list.badge(Sample.random) == Badge(unread: 1))
  }

  @Test("a channel stays in view when it is opened, whatever the height", arguments: 0...7)
  func reveal(height: Int) throws {
    var list = list()
    for channel in list.order.all {
      list.reveal(channel, height: height)
      let index = try #require(list.order.index(of: channel))
      if height > 0 { #expect((list.offset..<list.offset + height).contains(index)) }
    }
  }
}
