import ChatModel
import TestSupport
import Testing

@testable import ChatClient

@Suite struct LinearRandomTests {
  private static let channels = [Sample.incidents, Sample.general]

  private func world(_ generator: inout SeededRandom, isAttended: Bool) -> LinearWorld {
    var world = LinearWorld(
      Self.channels.map { Sample.info($0, head: Seq.random(in: 0...400, using: &generator)) },
      opening: Sample.incidents, isAttended: isAttended)
    for channel in Self.channels {
      world.server.read(
        Seq.random(in: 0...max(1, world.server.head(channel)), using: &generator), in: channel)
    }
    world.begin()
    return world
  }

  /// Something is said, with or without its notice, alone or with much else.
  private func talk(_ world: inout LinearWorld, _ generator: inout SeededRandom) {
    let channel = Self.channels.randomElement(using: &generator) ?? Sample.incidents
    let isHeard = Int.random(in: 0..<4, using: &generator) > 0
    for _ in 0..<Int.random(in: 1...80, using: &generator) {
      let body = "message \(world.server.head(channel) + 1)"
      if isHeard {
        world.say(body, in: channel)
      } else {
        _ = world.server.store(channel, author: "bob", body: body)
      }
    }
  }

  /// The numbers of the messages among lines; results of a search name their channel.
  private func numbers(_ lines: some Sequence<String>) -> [Seq] {
    lines.filter { !$0.contains("#") }
      .compactMap { line in line.firstRange(of: ": message ").flatMap { Seq(line[$0.upperBound...]) } }
  }

  @Test(
    "a pipe gets every message of the open channel once, in order, whatever notices are lost",
    arguments: 1...20)
  func complete(seed: UInt64) {
    var generator = SeededRandom(seed: seed)
    var world = world(&generator, isAttended: false)
    for _ in 0..<60 {
      switch Int.random(in: 0..<4, using: &generator) {
      case 0: world.wait(.milliseconds(Int.random(in: 0...3_000, using: &generator)))
      case 1: world.post(.heard(.missed))
      case 2: world.enter(["/list", "/who", "", "/mute"].randomElement(using: &generator) ?? "")
      default: talk(&world, &generator)
      }
    }
    world.post(.heard(.missed))
    world.wait(.seconds(60))
    let printed = numbers(world.transcript)
    let head = world.server.head(Sample.incidents)
    #expect(printed == Array((printed.first ?? head + 1)..<head + 1), "seed \(seed)")
    #expect(world.receipts == [], "seed \(seed)")
  }

  @Test(
    "whatever a person does, only what was printed is read, and with patience everything is",
    arguments: 1...20)
  func honest(seed: UInt64) {
    var generator = SeededRandom(seed: seed)
    var world = world(&generator, isAttended: true)
    var readBefore: [ChannelID: Seq] = [:]
    for channel in Self.channels { readBefore[channel] = world.server.reads[channel]?.position ?? 0 }
    var printed: [ChannelID: Set<Seq>] = [:]
    var checked = 0
    func check(_ seed: UInt64) {
      for receipt in world.receipts[checked...] {
        let channel = receipt.key.channel
        let start = (readBefore[channel] ?? 0) + 1
        let missing =
          start <= receipt.seq ? (start...receipt.seq).filter { printed[channel]?.contains($0) != true } : []
        #expect(missing == [], "seed \(seed): \(channel) was read up to \(receipt.seq)")
        readBefore[channel] = max(readBefore[channel] ?? 0, receipt.seq)
      }
      checked = world.receipts.count
    }
    func step(_ body: (inout LinearWorld) -> Void) {
      let start = world.transcript.count
      let channel = world.client.state.conversation?.channel
      body(&world)
      let open = world.client.state.conversation?.channel
      // What a command prints is of the channel that it opens.
      for case let channel? in Set([channel, open]) {
        if channel == open { printed[channel, default: []].formUnion(numbers(world.transcript[start...])) }
      }
      check(seed)
    }
    if let open = world.client.state.conversation?.channel { printed[open] = Set(numbers(world.transcript)) }
    let commands = [
      "/more", "/more", "/older", "/newest", "/unread", "/next", "/back", "/search message 3", "/goto 2", "",
    ]
    for _ in 0..<80 {
      switch Int.random(in: 0..<4, using: &generator) {
      case 0: step { $0.wait(.milliseconds(Int.random(in: 0...3_000, using: &generator))) }
      case 1, 2: step { $0.enter(commands.randomElement(using: &generator) ?? "") }
      default: step { talk(&$0, &generator) }
      }
    }
    step { $0.post(.heard(.missed)) }
    step { $0.wait(.seconds(5)) }
    for channel in Self.channels {
      step { $0.enter("/open \(channel)") }
      step { $0.enter("/unread") }
      for _ in 0..<200 where world.server.unread(channel).unread > 0 {
        step { $0.enter("/more") }
        step { $0.wait(.seconds(1)) }
      }
      #expect(world.server.unread(channel).unread == 0, "seed \(seed)")
    }
  }
}
