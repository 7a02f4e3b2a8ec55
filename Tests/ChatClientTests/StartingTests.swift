import ChatModel
import Testing

@testable import ChatClient

/// What a start reads, and when: everything once, and nothing is missed.
@Suite struct StartingTests {
  private static let infos = [Sample.info(Sample.general, head: 3), Sample.info(Sample.incidents, head: 5)]

  /// Notices of the user are listened to before the channels are known, as it mostly is.
  private func listening() -> World {
    var world = World(Self.infos)
    world.isAnswering = false
    world.post(.started)
    // A connection is up before anything is asked for, and then with it.
    for _ in 0..<2 {
      world.post(.health(.redis, .up))
      world.post(.heard(.connected))
    }
    world.wait(.seconds(1))
    return world
  }

  private func reads(_ effects: [ClientEffect]) -> [ClientEffect] {
    effects.filter {
      switch $0 {
      case .loadChannels, .loadCounters: true
      default: false
      }
    }
  }

  private var topics: ClientEffect { .listen([.channel(Sample.general), .channel(Sample.incidents)]) }

  private func counters(_ heads: [ChannelID: Seq]) -> ClientEvent {
    .counters(heads.mapValues { .counted(UnreadNumbers(head: $0)) }, complete: true)
  }

  @Test("the channels are read once, then their counters once, when their topics are listened to")
  func once() {
    var world = listening()
    #expect(world.post(.channels(Self.infos)) == [topics])
    world.wait(.seconds(1))
    #expect(world.post(.heard(.connected)) == [.loadCounters(nil)])
    world.post(counters([Sample.general: 3, Sample.incidents: 5]))
    world.post(.health(.database, .up))
    world.wait(.seconds(60))
    #expect(reads(world.effects) == [.loadChannels, .loadCounters(nil)])
  }

  @Test("what was said before the topics were listened to is in the counters")
  func between() {
    var world = listening()
    world.post(.channels(Self.infos))
    world.post(.heard(.connected))
    world.post(counters([Sample.general: 3, Sample.incidents: 6]))
    #expect(world.client.list[Sample.incidents]?.head == 6)
    #expect(world.client.list.badge(Sample.incidents).unread == 6)
    #expect(world.client.list[Sample.incidents]?.newest == world.time.wall)
    #expect(reads(world.effects) == [.loadChannels, .loadCounters(nil)])
  }

  @Test("where the counters cannot be read, the channels are read again for what was said before")
  func withoutCounters() {
    var world = listening()
    world.post(.channels(Self.infos))
    world.post(.heard(.connected))
    #expect(reads(world.post(.countersNotBuilt)) == [.loadChannels])
    world.post(.channels([Sample.info(Sample.general, head: 4), Self.infos[1]]))
    #expect(world.client.conversation?.head == 4)
    #expect(reads(world.wait(.seconds(1))) == [.loadCounters(nil, listing: [Sample.general])])
    #expect(reads(world.post(.countersNotBuilt)) == [])
  }

  @Test("if the topics will not be listened to, the counters do not wait for it")
  func lost() {
    var world = listening()
    world.post(.channels(Self.infos))
    #expect(reads(world.post(.heard(.disconnected("connection reset")))) == [.loadCounters(nil)])
    world.post(counters([Sample.general: 3, Sample.incidents: 5]))
    let effects = world.post(.heard(.connected)) + world.wait(.seconds(1))
    #expect(reads(effects) == [.loadChannels, .loadCounters(nil, listing: [Sample.general])])
  }

  @Test("a client that is not listening yet shows what it can")
  func silent() {
    var world = World(Self.infos)
    world.isAnswering = false
    world.post(.started)
    #expect(world.post(.channels(Self.infos)) == [topics, .loadCounters(nil)])
    world.post(counters([Sample.general: 3, Sample.incidents: 5]))
    #expect(reads(world.post(.heard(.connected))) == [.loadCounters(nil, listing: [Sample.general])])
  }

  @Test("several events that come together are settled once, and as if they had come one by one")
  func together() {
    var world = listening()
    world.post(.channels(Self.infos))
    world.post(.heard(.connected))
    world.post(counters([Sample.general: 3, Sample.incidents: 5]))
    var other = world
    let events = (4...9).map { ClientEvent.heard(.notice(.message(Sample.message($0, in: Sample.general)))) }
    world.wait(.seconds(1))
    other.wait(.seconds(1))
    #expect(
      world.post(together: events).withoutTitle == [
        .loadCounters([Sample.general], listing: [Sample.general])
      ])
    for event in events { other.post(event) }
    #expect(world.client.conversation == other.client.conversation)
    #expect(world.client.list == other.client.list)
  }
}
