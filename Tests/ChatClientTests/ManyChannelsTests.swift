import Canvas
import ChatModel
import Synchronization
import Testing

@testable import ChatClient

/// A user in very many channels: what happens in one of them, or in all at once, does not hold up a key.
@Suite struct ManyChannelsTests {
  private static let channels = (0..<10_000).map { ChannelID(stored: "channel-\($0)") }

  /// Everything is unread.
  private func world() -> World {
    var world = World(Self.channels.map { Sample.info($0, head: 2) })
    world.begin()
    world.isAnswering = false
    return world
  }

  private func acknowledgement(_ effects: [ClientEffect]) -> ClientEvent {
    .receiptsAcknowledged(effects.receipts)
  }

  @Test("marking everything as read sends portions, each when the last has arrived: every channel once")
  func portions() {
    var world = world()
    let key = world.press(.plain("A"))
    #expect(world.client.list.total == Badge())
    #expect(key.receipts.count == ReceiptOutbox.mostUnderWay)
    #expect(world.client.pendingReceipts == Self.channels.count)
    var sent = key.receipts
    var portion = key
    while !portion.receipts.isEmpty {
      portion = world.post(acknowledgement(portion))
      #expect(portion.receipts.count <= ReceiptOutbox.mostUnderWay)
      sent += portion.receipts
    }
    #expect(sent.count == Self.channels.count)
    #expect(Set(sent.map(\.key.channel)) == Set(Self.channels))
    #expect(world.client.pendingReceipts == 0)
  }

  @Test("what arrives bit by bit makes room for as much, and while nothing does, nothing more is sent")
  func room() {
    var world = world()
    let sent = world.press(.plain("A")).receipts
    #expect(world.wait(.seconds(5)).receipts == [])
    #expect(world.post(.receiptsAcknowledged(Array(sent.prefix(7)))).receipts.count == 7)
    #expect(world.post(.receiptsFailed(Array(sent.dropFirst(7)), reason: "no broker")).receipts == [])
    #expect(world.wait(.milliseconds(999)).receipts == [])
    let again = world.wait(.milliseconds(1)).receipts
    #expect(again.count == ReceiptOutbox.mostUnderWay - 7)
  }

  @Test("the spool is not written while receipts arrive in time, and once a second while they do not")
  func spool() throws {
    var world = world()
    var portion = world.press(.plain("A"))
    var saved: [Spool] = []
    for _ in 0..<10 {
      world.wait(.milliseconds(40))
      portion = world.post(acknowledgement(portion))
      saved += portion.spools
    }
    #expect(saved == [])
    saved = world.wait(.seconds(3)).spools
    #expect(saved.map(\.states.count) == [5_000])
    portion = world.post(acknowledgement(portion))
    #expect(portion.spools == [])
    #expect(world.wait(.seconds(1)).spools.map(\.states.count) == [4_500])
  }

  @Test("a message in one of them reads one badge")
  func notice() {
    var world = world()
    world.wait(.seconds(1))
    let channel = Self.channels[77]
    let message = Sample.message(3, in: channel)
    #expect(world.post(.heard(.notice(.message(message)))).withoutTitle == [.loadCounters([channel])])
  }

  @Test("of a table that has changed in one place, only its surroundings are copied and compared")
  func sharing() {
    struct Counted: Equatable {
      static let comparisons = Mutex(0)
      let number: Int

      static func == (left: Counted, right: Counted) -> Bool {
        comparisons.withLock { $0 += 1 }
        return left.number == right.number
      }
    }
    var table = ChannelTable<Counted>()
    for (number, channel) in Self.channels.enumerated() { table[channel] = Counted(number: number) }
    var copy = table
    #expect(copy == table)
    #expect(Counted.comparisons.withLock { $0 } == 0)
    // The same value, so that nothing ends the comparison early.
    copy[Self.channels[77]] = Counted(number: 77)
    #expect(copy == table)
    #expect((1...200).contains(Counted.comparisons.withLock { $0 }))
    copy[Self.channels[77]] = nil
    #expect(copy != table)
    #expect(copy.count == Self.channels.count - 1)
    #expect(Set(copy.map(\.key)).count == copy.count)
  }
}

extension [ClientEffect] {
  fileprivate var spools: [Spool] {
    compactMap { if case .saveSpool(let spool) = $0 { spool } else { nil } }
  }
}
