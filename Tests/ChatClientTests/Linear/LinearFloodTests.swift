import ChatModel
import Testing

@testable import ChatClient

@Suite struct LinearFloodTests {
  private static let crowd = (0..<40).map { ChannelID(stored: "room-\($0)") }

  private func world(isAttended: Bool = true) -> LinearWorld {
    var world = LinearWorld(
      ([Sample.incidents] + Self.crowd).map { Sample.info($0) }, opening: Sample.incidents,
      isAttended: isAttended)
    world.begin()
    return world
  }

  @Test("2,000 messages a second in other channels are a few lines", arguments: [true, false])
  func elsewhere(isAttended: Bool) {
    var world = world(isAttended: isAttended)
    let start = world.transcript.count
    for _ in 0..<100 {
      for number in 0..<100 { world.say("noise", in: Self.crowd[number % Self.crowd.count]) }
      world.frame()
    }
    let lines = world.transcript[start...]
    #expect((2...6).contains(lines.count), "\(lines)")
    // The first badges are read as the first messages come.
    let told = lines.prefix { $0.hasPrefix("#room-") }.count
    #expect((1...3).contains(told), "\(lines)")
    #expect(
      lines.dropFirst(told).allSatisfy { $0.hasPrefix("new messages in 40 channels; ") }, "\(lines)")
    world.wait(.seconds(60))
    #expect(world.transcript.last == "new messages in 40 channels; 10000 unread in all; /list lists them")
  }

  @Test("a channel that keeps talking is told of less and less often; a mention comes within a second")
  func oneChannel() {
    var world = world()
    let start = world.transcript.count
    for _ in 0..<600 {
      world.say("noise", in: Self.crowd[0])
      world.wait(.milliseconds(100))
    }
    #expect((4...8).contains(world.transcript.count - start))
    world.say("@alice", in: Self.crowd[0])
    #expect(world.wait(.seconds(1)).last == "#room-0: 601 unread, 1 mention")
  }

  @Test("after a quiet time, the first message is told of at once, and each channel by its own line")
  func quiet() {
    var world = world()
    world.say("one", in: Self.crowd[1])
    #expect(world.frame() == ["#room-1: 1 unread"])
    world.say("two", in: Self.crowd[1])
    world.say("three", in: Self.crowd[0])
    #expect(world.frame() == [])
    #expect(world.wait(.seconds(1)) == ["#room-0: 1 unread", "#room-1: 2 unread"])
  }

  @Test("what is read elsewhere is not told, and muted channels tell of mentions only")
  func silence() {
    var world = LinearWorld(
      [
        Sample.info(Sample.incidents), Sample.info(Sample.general, head: 9),
        Sample.info(Sample.random, muted: true),
      ],
      opening: Sample.incidents)
    world.begin()
    world.server.read(9, in: Sample.general)
    world.post(.heard(.notice(.read(UserChannel(Sample.alice, Sample.general)))))
    world.say("noise", in: Sample.random)
    #expect(world.wait(.seconds(60)) == [])
    world.say("ten", in: Sample.general)
    #expect(world.frame() == ["#general: 1 unread"])
    world.wait(.seconds(5))
    world.say("@alice", in: Sample.random)
    #expect(world.frame() == ["#random: 2 unread, 1 mention"])
  }

  @Test("a flood in the open channel stops after a page, until a person asks for more")
  func here() {
    var world = world()
    for _ in 0..<20 {
      for _ in 0..<100 { world.say("noise", in: Sample.incidents) }
      world.frame()
    }
    let lines = world.transcript.filter { $0.hasSuffix(": noise") }
    #expect(lines.count == LinearReader.page)
    #expect(world.transcript.filter { $0.hasSuffix("/more --") }.count == 1)
    #expect(world.enter("/more").count == LinearReader.page + 1)
    #expect(world.enter("/newest").last?.hasSuffix(": noise") == true)
    world.wait(.seconds(2))
    world.say("calm", in: Sample.incidents)
    #expect(world.frame().last?.hasSuffix("bob: calm") == true)
  }

  @Test("a pipe gets a flood in the open channel as it is")
  func pipe() {
    var world = world(isAttended: false)
    for _ in 0..<20 {
      for _ in 0..<100 { world.say("noise", in: Sample.incidents) }
      world.frame()
    }
    #expect(world.transcript.filter { $0.hasSuffix(": noise") }.count == 2_000)
  }

  @Test("lines that nobody reads do not pile up: input waits")
  func stuckOutput() {
    var world = world(isAttended: false)
    for _ in 0..<100_000 where world.client.takesInput {
      _ = world.client.enter(.text("/help"), at: world.time)
    }
    #expect(world.client.takesInput == false)
    #expect(world.client.said.count < 2 * LinearClient.mostSaid)
    world.print()
    #expect(world.client.takesInput)
  }
}
