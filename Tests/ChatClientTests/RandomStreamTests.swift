import Canvas
import ChatModel
import Testing

@testable import ChatClient

/// Whatever happens, in whatever order: the client does not crash, counts as the server does, and reads nothing that
/// was not drawn.
@Suite struct RandomStreamTests {
  @Test("random events keep the promises", arguments: 0..<20)
  func promises(seed: UInt64) {
    var stream = RandomStream(seed: seed)
    for _ in 0..<250 { stream.step() }
    #expect(stream.failures == [], "seed \(seed)")
    stream.calm()
    #expect(stream.failures == [], "seed \(seed), when all is quiet")
  }
}

/// A user with restless fingers, colleagues who talk all the time, and services that come and go.
private struct RandomStream {
  private static let channels = [Sample.general, Sample.incidents, Sample.random, Sample.bobAndAlice]
  private static let keys: [Key] = [
    .up, .down, .pageUp, .pageDown, .home, .end, .tab, .backTab, .enter, .escape, .backspace, .left,
  ].map { Key($0) }

  private var generator: SeededGenerator
  private var world: World
  /// The bottom-most message that was ever drawn, or marked as read by a key.
  private var drawn: [ChannelID: Seq] = [:]
  private var markers: [ChannelID: ReadMarker] = [:]
  private var checked = 0
  private(set) var failures: [String] = []

  init(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let heads = Self.channels.map { _ in Seq.random(in: 0...120, using: &generator) }
    world = World(zip(Self.channels, heads).map { Sample.info($0, head: $1) })
    self.generator = generator
    for channel in Self.channels {
      let head = world.server.head(channel)
      if head > 0 { world.server.read(Seq.random(in: 1...head, using: &self.generator), in: channel) }
    }
    world.post(.started)
  }

  mutating func step() {
    switch Int.random(in: 0..<12, using: &generator) {
    case 0, 1: press(Self.keys.randomElement(using: &generator) ?? Key(.down))
    case 2: press(Key(.character("abjkgGnpNiumrxM/?@ ".randomElement(using: &generator) ?? "j")))
    case 3, 4: draw()
    case 5: world.wait(.milliseconds(Int.random(in: 0...900, using: &generator)))
    case 6: resize()
    case 7: world.post(.input(.focus(Bool.random(using: &generator))))
    case 8: world.isAnswering.toggle()
    case 9: disturb()
    default: talk()
    }
    check()
  }

  /// Everything works again, and the last answers come.
  mutating func calm() {
    world.isAnswering = true
    fail(everything: "the outage is over")
    world.post(.heard(.connected))
    world.wait(.seconds(120))
    check()
    for channel in Self.channels {
      let expected = world.server.unread(channel).badge(in: channel)
      let badge = world.client.list.badge(channel)
      if badge != expected { failures.append("\(channel) shows \(badge), not \(expected)") }
    }
    look()
    if world.client.receipts.count > 0 { failures.append("receipts are left") }
    if let deadline = world.client.nextDeadline, deadline <= world.now { failures.append("never quiet") }
  }

  /// With somebody looking, what is in view is read.
  private mutating func look() {
    world.press(Key(.escape), Key(.escape), Key(.escape), Key(.character("j")))
    world.post(.input(.resize(Size(width: 80, height: 24))))
    world.post(.input(.focus(true)))
    world.draw()
    world.wait(.seconds(10))
    guard let channel = world.client.shown.channel, let bottom = world.client.shown.bottom else { return }
    let read = world.server.unread(channel).readUpTo
    if read < bottom { failures.append("\(channel) is read up to \(read), but \(bottom) was in view") }
  }

  private mutating func press(_ key: Key) {
    let marked = key == Key(.character("m")) && world.client.mode == .browse
    if marked, let conversation = world.client.conversation {
      drawn[conversation.channel] = max(conversation.head, world.server.head(conversation.channel))
    }
    world.press(key)
  }

  private mutating func draw() {
    let visible = world.client.view(.dark).visible
    if let channel = visible.channel, let bottom = visible.bottom {
      drawn[channel] = max(bottom, drawn[channel] ?? 0)
    }
    world.post(.drawn(visible))
  }

  private mutating func resize() {
    let size = Size(
      width: Int.random(in: 1...130, using: &generator), height: Int.random(in: 1...45, using: &generator))
    world.post(.input(.resize(size)))
  }

  private mutating func talk() {
    guard let channel = Self.channels.randomElement(using: &generator) else { return }
    let body = [
      "hello", "@alice?", "a\nlonger\nmessage", "@channel 界👩‍👩‍👧", String(repeating: "word ", count: 80),
    ]
    world.say(
      body.randomElement(using: &generator) ?? "", in: channel,
      isHeard: Int.random(in: 0..<5, using: &generator) > 0)
  }

  private mutating func disturb() {
    let events: [ClientEvent] = [
      .heard(.missed), .heard(.connected), .heard(.disconnected("gone")), .tick, .resumed,
      .health(.kafka, .down("gone")), .health(.kafka, .up), .health(.redis, .up), .health(.database, .up),
      .input(
        .mouse(MouseEvent(.press(.left), at: Point(x: 5, y: Int.random(in: 0...20, using: &generator))))),
      .input(.mouse(MouseEvent(.wheelUp, at: Point(x: 40, y: 8)))), .input(.paste("one\ntwo")),
      .messages(Sample.general, 3...5, Sample.messages(3...5, in: Sample.general)),
    ]
    if let event = events.randomElement(using: &generator) { world.post(event) }
    if Bool.random(using: &generator) { fail(everything: "timeout") }
  }

  /// What was asked for and not answered fails.
  private mutating func fail(everything reason: String) {
    for effect in world.takeUnanswered() {
      switch effect {
      case .loadChannels: world.post(.failed(.channels, reason: reason))
      case .loadCounters: world.post(.failed(.counters, reason: reason))
      case .loadMessages(let channel, let range):
        world.post(.failed(.messages(channel, range), reason: reason))
      case .sendReceipt(let receipt): world.post(.receiptFailed(receipt, reason: reason))
      case .send(let event): world.post(.sendFailed(id: event.id, reason: reason))
      default: break
      }
    }
  }

  private mutating func check() {
    for receipt in world.receipts[checked...] {
      let channel = receipt.key.channel
      let marker = receipt.delta.marker
      if receipt.kind == .read && receipt.seq > (drawn[channel] ?? 0) {
        failures.append("\(channel) was read up to \(receipt.seq), which was never drawn")
      }
      // A receipt of an earlier epoch only raises the position that others see.
      if receipt.kind == .unread && marker.epoch < (markers[channel]?.epoch ?? 0) {
        failures.append("\(channel) went back to epoch \(marker.epoch)")
      }
      markers[channel] = max(marker, markers[channel] ?? ReadMarker())
    }
    checked = world.receipts.count
    _ = world.client.view(.monochrome)
  }
}
