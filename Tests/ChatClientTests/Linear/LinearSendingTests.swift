import ChatModel
import Testing

@testable import ChatClient

@Suite struct LinearSendingTests {
  private func world(isAttended: Bool, opening channel: ChannelID? = Sample.incidents) -> LinearWorld {
    LinearWorld(
      [Sample.info(Sample.incidents, head: 3), Sample.info(Sample.general, readOnly: true)], opening: channel,
      isAttended: isAttended)
  }

  @Test("a line from a pipe that ends is sent when the channel is open, and then the client quits")
  func echo() {
    var world = world(isAttended: false)
    world.enter("hello")
    world.endInput()
    #expect(world.sent == [])
    #expect(world.hasQuit == false)
    world.begin()
    #expect(world.sent == ["hello"])
    #expect(world.transcript.contains("sent: hello"))
    #expect(world.hasQuit == true)
    #expect(world.client.shortfall == nil)
  }

  @Test("a pipe that ends at once shows the channel before the client quits")
  func nothing() {
    var world = world(isAttended: false)
    world.endInput()
    world.begin()
    #expect(world.transcript.last == "14:03 erin: message 3")
    #expect(world.hasQuit == true)
    #expect(world.client.shortfall == nil)
    #expect(world.receipts == [])
  }

  @Test("the end of the input waits for Kafka, but not for ever")
  func patience() {
    var world = world(isAttended: false)
    world.begin()
    world.isAnswering = false
    world.enter("hello")
    world.endInput()
    world.wait(LinearClient.patience - .milliseconds(1))
    #expect(world.hasQuit == false)
    world.wait(.milliseconds(1))
    #expect(world.hasQuit == true)
    #expect(world.client.shortfall == "1 line of the input failed")
  }

  @Test("without a channel to open, the end of the input gives up, and says what was not sent")
  func neverOpen() {
    var world = world(isAttended: false)
    world.isAnswering = false
    world.post(.started)
    world.enter("hello")
    world.endInput()
    #expect(world.wait(.seconds(20)) == ["not sent: hello: no channel is open"])
    #expect(world.hasQuit == true)
    #expect(world.client.shortfall == "1 line of the input failed")
  }

  @Test("a message that Kafka does not take is told of, sent again, or given up")
  func failure() {
    var world = world(isAttended: true)
    world.begin()
    world.isAnswering = false
    world.enter("hello")
    world.post(.sendFailed(id: "test-1", reason: "no broker answers"))
    #expect(world.frame() == ["not sent: hello: no broker answers (/retry or /discard)"])
    #expect(world.client.shortfall == "1 line of the input failed")
    world.isAnswering = true
    #expect(world.enter("/retry") == ["sent: hello"])
    #expect(world.client.shortfall == nil)
    world.isAnswering = false
    world.enter("again")
    world.post(.sendFailed(id: "test-2", reason: "no broker answers"))
    world.frame()
    #expect(world.enter("/discard") == ["gave up 1 message"])
    #expect(world.client.shortfall == nil)
  }

  @Test("what was meant for a channel that is not there reaches no other")
  func astray() {
    var world = world(isAttended: false, opening: Sample.random)
    world.enter("secret")
    world.begin()
    world.enter("another")
    #expect(world.transcript.contains("not sent: secret: #random is not open"))
    #expect(world.transcript.last == "not sent: another: #random is not open")
    world.enter("/open incidents")
    world.enter("hello")
    world.enter("/open incident")
    world.enter("secret")
    #expect(world.sent == ["hello"])
    #expect(world.transcript.last == "not sent: secret: incident is not open")
    #expect(world.client.shortfall == "3 lines of the input failed")
  }

  @Test("a person sees which channel is open instead, and is asked for nothing more")
  func astrayPerson() {
    var world = world(isAttended: true, opening: Sample.random)
    world.enter("secret")
    world.begin()
    #expect(world.sent == [])
    world.enter("/open #inc")
    world.enter("hello")
    #expect(world.sent == ["hello"])
  }

  @Test("what only bots may write, what is empty, too long, or written while peeking, is not sent")
  func refused() {
    var world = world(isAttended: false)
    world.begin()
    #expect(world.enter("   ") == [])
    #expect(world.enter(String(repeating: "ä", count: 5_000)).first?.hasPrefix("not sent: ") == true)
    #expect(world.enter(String(repeating: "a", count: 9_000)) == ["not sent: the text is too long"])
    #expect(world.enter(.tooLong) == ["a line of more than 65536 bytes is left out"])
    world.enter("/open general")
    #expect(world.enter("hi") == ["not sent: you may not write to #general"])
    world.enter("/open incidents")
    world.enter("/peek")
    #expect(world.enter("hi") == ["peeking: nothing is read or sent; /peek ends it"])
    #expect(world.sent == [])
    #expect(world.client.shortfall == "5 lines of the input failed")
  }

  @Test("sending leaves a draft of the screen, and the place in the channel, as they are")
  func draft() {
    var world = LinearWorld([Sample.info(Sample.incidents, head: 300)])
    var keepsake = Keepsake()
    keepsake.drafts[Sample.incidents.rawValue] = "half a thou"
    world.begin()
    world.post(.kept(keepsake))
    world.enter("hello")
    #expect(world.client.state.composer.editor.text == "half a thou")
    #expect(world.enter("/more").first?.hasSuffix(": message 51") == true)
  }

  @Test("what the last run could not send is told of where it was meant to be")
  func leftBehind() {
    var world = world(isAttended: true)
    var keepsake = Keepsake()
    keepsake.unsent = [Keepsake.Unsent(id: "old-1", channel: "incidents", body: "from before")]
    world.begin()
    world.post(.kept(keepsake))
    #expect(world.frame() == ["not sent here before: from before (/retry or /discard)"])
    #expect(world.client.shortfall == nil)
    #expect(world.enter("/retry") == ["sent: from before"])
  }

  @Test("a person who types before anything is open is asked to wait, and can leave")
  func early() {
    var world = world(isAttended: true)
    world.isAnswering = false
    world.post(.started)
    #expect(
      world.enter("hello") == [
        "connecting as alice; /help lists the commands", "not connected yet: this waits",
      ])
    #expect(world.enter("/quit") == ["not sent: hello: no channel is open"])
    #expect(world.hasQuit == true)
  }

  @Test("a signal ends the client and says what was not sent")
  func signal() {
    var world = world(isAttended: true)
    world.isAnswering = false
    world.post(.started)
    world.enter("hello")
    world.post(.input(.signal(15)))
    #expect(world.print() == ["not sent: hello: no channel is open"])
    #expect(world.hasQuit == true)
  }
}
