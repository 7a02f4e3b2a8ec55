import Canvas
import ChatModel
import Testing

@testable import ChatClient

@Suite struct HeardTests {
  private func world() -> World {
    var world = World([
      Sample.info(Sample.general, head: 3), Sample.info(Sample.incidents, head: 3),
      Sample.info(Sample.random),
    ])
    world.server.read(3, in: Sample.general)
    world.server.read(3, in: Sample.incidents)
    world.begin()
    world.wait(.seconds(5))
    return world
  }

  @Test("a message makes its badge stale; the number comes from Redis, one read at a time, at a frame's pace")
  func stale() {
    var world = world()
    world.isAnswering = false
    let first = Sample.message(4, in: Sample.incidents)
    let effects = world.post(.heard(.notice(.message(first))))
    #expect(effects == [.loadCounters([Sample.incidents])])
    #expect(world.client.list.badge(Sample.incidents) == Badge(), "not counted here")
    for seq: Seq in 5...9 {
      #expect(world.post(.heard(.notice(.message(Sample.message(seq, in: Sample.incidents))))) == [])
    }
    #expect(world.post(.heard(.notice(.message(Sample.message(1, in: Sample.random))))) == [])
    let answer: [ChannelID: Counter] = [
      Sample.incidents: .counted(UnreadNumbers(head: 4, read: .read(3, epoch: 0)))
    ]
    #expect(
      world.post(.counters(answer, complete: false))
        == [.loadCounters([Sample.incidents, Sample.random]), .setTitle("(1) #general - dogear")])
    for seq: Seq in 10...13 {
      world.post(.heard(.notice(.message(Sample.message(seq, in: Sample.incidents)))))
      world.post(.counters(answer, complete: false))
    }
    world.post(.heard(.notice(.message(Sample.message(14, in: Sample.incidents)))))
    #expect(world.wait(Pace.frames.interval * 2) == [.loadCounters([Sample.incidents])])
  }

  @Test("which messages are left is asked again if the answer fails")
  func listingFails() {
    var world = world()
    world.say("one for @alice", in: Sample.general)
    world.isAnswering = false
    let wish = ClientEffect.loadCounters([Sample.general], listing: [Sample.general])
    world.client.counterReads.mark(Sample.general, listing: true)
    #expect(world.wait(.seconds(1)).contains(wish))
    world.post(.failed(.counters, reason: "connection reset"))
    let everything = ClientEffect.loadCounters(nil, listing: [Sample.general])
    #expect(world.wait(.seconds(5)).contains(everything))
  }

  @Test(
    "after a read of a few counts has failed, the next one that succeeds says that all are right again",
    arguments: [ClientEvent.failed(.counters, reason: "no answer"), .countersNotBuilt])
  func partialFailure(_ failure: ClientEvent) {
    var world = world()
    let before = world.screen
    world.isAnswering = false
    world.client.counterReads.mark(Sample.general)
    world.wait(.seconds(1))
    world.post(failure)
    #expect(world.client.health.counts == .beingRebuilt || world.client.health.staleSince != nil)
    world.isAnswering = true
    world.wait(.seconds(10))
    #expect(world.client.health.counts == .current && world.client.health.staleSince == nil)
    #expect(world.screen == before)
  }

  @Test(
    "a notice with a seq that cannot be is not believed: nothing is shown or alerted, and the database is asked"
  )
  func forged() {
    var world = world()
    let before = world.screen
    #expect(world.client.channelReads.isWanted == false)
    for seq in [1_000_000_000, 3 + ClientState.mostAhead + 1] {
      let forged = Sample.message(seq, in: Sample.general, body: "@alice forged")
      let effects = world.post(.heard(.notice(.message(forged))))
      #expect(!effects.contains { if case .alert = $0 { true } else { false } })
    }
    world.wait(.seconds(1))
    #expect(world.screen == before)
    // Reading and marking go on from what there is.
    world.say("really said", in: Sample.general)
    world.wait(.seconds(1))
    #expect(world.client.list[Sample.general]?.head == 4)
    #expect(world.screen.contains("really said"))
  }

  @Test(
    "counters that Redis has lost are not shown as nothing, but restored, once a read",
    arguments: [true, false])
  func lost(all: Bool) {
    var world = world()
    world.say("hello", in: Sample.incidents)
    world.wait(.seconds(1))
    #expect(world.client.list.badge(Sample.incidents).unread == 1)
    world.server.lost = [Sample.incidents]
    let effects =
      all
      ? world.post(.heard(.missed))
      : world.post(.heard(.notice(.read(UserChannel(Sample.alice, Sample.incidents)))))
    #expect(effects.filter { $0 == .restoreCounters([Sample.incidents]) }.count == 1)
    #expect(world.server.lost.isEmpty)
    #expect(world.client.list.badge(Sample.incidents).unread == 1)
    #expect(!world.client.counterReads.refresh.isRunning)
  }

  @Test("what the database does not have either is not asked for again and again")
  func lostForGood() {
    var world = world()
    world.isAnswering = false
    world.post(.heard(.notice(.read(UserChannel(Sample.alice, Sample.incidents)))))
    #expect(world.post(.counters([:], complete: false)) == [.restoreCounters([Sample.incidents])])
    #expect(world.post(.counters([:], complete: false)) == [])
    #expect(world.wait(.seconds(60)).filter { $0 == .restoreCounters([Sample.incidents]) } == [])
  }

  @Test("reading on another terminal makes the badge stale as well")
  func readElsewhere() {
    var world = world()
    world.say("hello", in: Sample.incidents)
    world.wait(.seconds(1))
    #expect(world.client.list.badge(Sample.incidents).unread == 1)
    world.server.read(4, in: Sample.incidents)
    world.post(.heard(.notice(.read(UserChannel(Sample.alice, Sample.incidents)))))
    world.wait(.seconds(1))
    #expect(world.client.list.badge(Sample.incidents).unread == 0)
  }

  @Test("while nothing is heard the counts are called stale, until all are read again")
  func silence() {
    var world = world()
    world.post(.heard(.disconnected("connection reset")))
    #expect(world.screen.contains("stale since 14:00"))
    world.say("missed", in: Sample.incidents, isHeard: false)
    world.wait(.seconds(60))
    #expect(world.screen.contains("stale since 14:00"))
    let effects = world.post(.heard(.connected))
    #expect(effects.contains(.loadCounters(nil, listing: [Sample.general])))
    #expect(effects.contains(.loadChannels))
    #expect(!world.screen.contains("stale"))
    #expect(world.client.list.badge(Sample.incidents).unread == 1)
  }

  @Test("a failed read of the counters is repeated, later and later")
  func failure() {
    var world = world()
    world.isAnswering = false
    #expect(world.post(.heard(.missed)).contains(.loadCounters(nil, listing: [Sample.general])))
    world.post(.failed(.counters, reason: "no route to host"))
    #expect(world.screen.contains("stale since"))
    #expect(world.wait(.milliseconds(999)) == [])
    #expect(world.wait(.milliseconds(1)) == [.loadCounters(nil, listing: [Sample.general])])
    world.post(.failed(.counters, reason: "no route to host"))
    #expect(world.wait(.milliseconds(1_999)) == [])
    #expect(world.wait(.milliseconds(1)) == [.loadCounters(nil, listing: [Sample.general])])
  }

  @Test("a message of an unknown channel has the list read again")
  func newChannel() {
    var world = world()
    let channel = ChannelID(stored: "brand-new")
    world.isAnswering = false
    #expect(world.post(.heard(.notice(.message(Sample.message(1, in: channel))))) == [.loadChannels])
    let infos = [Sample.general, Sample.incidents, Sample.random, channel].map { Sample.info($0) }
    #expect(world.post(.channels(infos)) == [.listen([.channel(channel)]), .loadCounters([channel])])
  }

  @Test("hostile text is made harmless where it enters")
  func hostile() {
    var world = world()
    world.say("\u{1B}[2Jgone\u{202E}\u{7}", in: Sample.general)
    world.draw()
    #expect(world.client.conversation?.window[4]?.body == "gone")
    world.isAnswering = false
    world.post(.channels([Sample.info(Sample.general, topic: "\u{1B}]0;title\u{7}topic\nx")]))
    #expect(world.client.list[Sample.general]?.info.topic == "topic x")
  }

  @Test("what the server says of its lag is on the status line")
  func status() {
    var world = world()
    world.post(.heard(.notice(.status(ServerStatus(lag: 120, lagMilliseconds: 3_400)))))
    #expect(world.screen.contains("lag 120 (3 s)"))
  }

  @Test("seen by is shown for one's own newest message")
  func seenBy() {
    var world = World([Sample.info(Sample.general, head: 3, members: 12)])
    world.server.read(3, in: Sample.general)
    world.begin()
    world.say("anyone?", author: "alice", in: Sample.general)
    world.draw()
    #expect(!world.screen.contains("seen by"))
    world.post(.heard(.notice(.seen(UserChannel(Sample.bob, Sample.general), position: 4))))
    #expect(world.screen.contains("seen by bob"))
  }
}
