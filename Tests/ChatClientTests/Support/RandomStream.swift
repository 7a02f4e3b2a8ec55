import Canvas
import ChatModel
import TestSupport

@testable import ChatClient

/// A user with restless fingers, colleagues who talk all the time, and services that come and go.
struct RandomStream {
  static let channels = [Sample.general, Sample.incidents, Sample.random, Sample.bobAndAlice]
  static let themes = [Theme.monochrome, .dark, .monochrome.with(.ascii)]

  var generator: SeededRandom
  var world: World
  var ledger = ReadingLedger()
  /// A frame drawn before, though not always the last one.
  var frame: Frame?
  var theme = Theme.monochrome
  private(set) var failures: [String] = []
  private var checked = 0

  init(seed: UInt64) {
    var generator = SeededRandom(seed: seed)
    let heads = Self.channels.map { _ in Seq.random(in: 0...120, using: &generator) }
    world = World(
      zip(Self.channels, heads).map {
        Sample.info($0, head: $1, members: Bool.random(using: &generator) ? 128 : 12)
      })
    self.generator = generator
    for channel in Self.channels {
      world.server.members[channel] = [Sample.alice, Sample.bob]
      world.server.positions[channel] = [Sample.bob: 3]
      let head = world.server.head(channel)
      if head > 0 { world.server.read(Seq.random(in: 1...head, using: &self.generator), in: channel) }
    }
    learn()
    world.post(.started)
    world.post(.spool(Spool()))
    world.post(.kept(Keepsake()))
  }

  mutating func step() {
    let wasPeeking = world.client.isPeeking
    let spool = world.client.receipts.spool
    let own = ownHeads
    happen()
    for (channel, head) in ownHeads where head > own[channel] ?? 0 {
      ledger.know(ReadMarker(epoch: epoch(world.server.reads[channel]), seq: head), in: channel)
    }
    check()
    if wasPeeking && world.client.isPeeking { checkPeek(spool) }
    checked = world.effects.count
    learn()
  }

  mutating func fail(_ words: String) { failures.append(words) }

  /// The effects of this step.
  var effects: [ClientEffect] { Array(world.effects[checked...]) }

  private var ownHeads: [ChannelID: Seq] {
    world.server.messages.mapValues { $0.last { $0.author == Sample.alice }?.seq ?? 0 }
  }

  private func epoch(_ state: ReadState?) -> Int64 { state?.marker.epoch ?? 0 }

  /// What the server has is read, whoever told it.
  private mutating func learn() {
    for (channel, state) in world.server.reads { ledger.know(state.marker, in: channel) }
  }

  private mutating func happen() {
    switch Int.random(in: 0..<15, using: &generator) {
    case 0, 1, 2: press()
    case 3, 4: draw()
    case 5:
      draw()
      world.wait(ReadTracker.dwell)
    case 6: world.wait(.milliseconds(Int.random(in: 0...900, using: &generator)))
    case 7: resize()
    case 8: world.post(.input(.focus(Int.random(in: 0..<3, using: &generator) > 0)))
    case 9: world.isAnswering.toggle()
    case 14: world.isGathering.toggle()
    case 10: disturb()
    case 11: point()
    default: talk()
    }
  }

  private mutating func check() {
    for receipt in effects.receipts {
      let epoch = epoch(world.client.list[receipt.key.channel]?.unread?.read)
      if let problem = ledger.check(receipt, epoch: epoch) { fail(problem) }
    }
  }

  /// Peeking, nothing is told to anybody.
  private mutating func checkPeek(_ spool: Spool) {
    for effect in effects {
      switch effect {
      case .send, .sendReceipt, .announceTyping, .announce(isOnline: true):
        fail("peeking, the client did \(effect)")
      default: break
      }
    }
    let isMore = world.client.receipts.spool.states.contains { channel, state in
      !(spool.states[channel]?.covers(state) ?? false)
    }
    if isMore { fail("peeking, the client has read something") }
  }
}
