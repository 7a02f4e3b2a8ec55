import ChatModel
import Testing

@testable import ChatClient

/// Changes that lines from a pipe ask for, and the lines after them: what is meant for one channel reaches no other.
@Suite struct LinearChangingTests {
  private func world(isAttended: Bool = false) -> LinearWorld {
    var world = LinearWorld(
      [Sample.info(Sample.incidents, head: 3), Sample.info(Sample.general)], opening: Sample.incidents,
      isAttended: isAttended)
    world.begin()
    return world
  }

  private func sent(_ world: LinearWorld) -> [String] {
    world.effects.compactMap {
      if case .send(let event) = $0 { "\(event.channel): \(event.body)" } else { nil }
    }
  }

  @Test(
    "what follows a command that opens a channel is said there",
    arguments: [
      ("/msg bob", Sample.bobAndAlice.rawValue), ("/create lunch", "lunch"), ("/private lunch", "lunch"),
      ("/join lunch", "lunch"), ("/join general", "general"),
    ])
  func opens(_ command: String, _ channel: String) {
    var world = world()
    world.enter(command)
    world.enter("the soup is hot")
    world.endInput()
    world.wait(.seconds(2))
    #expect(sent(world) == ["\(channel): the soup is hot"])
    #expect(world.hasQuit)
    #expect(world.client.shortfall == nil)
  }

  @Test("who is in no channel yet makes one, and says something there")
  func first() {
    var world = LinearWorld([], isAttended: false)
    world.enter("/create lunch")
    world.enter("the soup is hot")
    world.endInput()
    world.begin()
    world.wait(.seconds(2))
    #expect(sent(world) == ["lunch: the soup is hot"])
    #expect(world.hasQuit)
    #expect(world.client.shortfall == nil)
  }

  @Test("what follows a command that no server answers is said nowhere, and both are told of")
  func unanswered() {
    var world = world()
    world.isAnswering = false
    world.enter("/msg bob")
    world.enter("the soup is hot")
    world.endInput()
    world.wait(LinearClient.patience - .milliseconds(1))
    #expect(!world.hasQuit)
    world.wait(.milliseconds(1))
    #expect(sent(world) == [])
    #expect(
      world.transcript.contains("not known to be done: start a chat with bob: no server has answered"))
    #expect(world.transcript.last == "not sent: the soup is hot: @bob is not open")
    #expect(world.hasQuit)
    #expect(world.client.shortfall == "2 lines of the input failed")
  }

  @Test("a rejected command counts as failed, and so does what was meant for its channel")
  func rejected() {
    var world = world()
    world.server.rejection = "there is one already"
    world.enter("/create lunch")
    world.enter("the soup is hot")
    world.enter("/open general")
    world.enter("no soup today")
    #expect(sent(world) == ["general: no soup today"])
    #expect(world.transcript.contains("could not make #lunch: there is one already"))
    #expect(world.transcript.contains("not sent: the soup is hot: #lunch is not open"))
    #expect(world.client.shortfall == "2 lines of the input failed")
  }

  @Test("after the channel was left, another one must be opened first")
  func left() {
    var world = world()
    world.enter("/leave")
    world.enter("are they gone?")
    world.wait(.seconds(2))
    #expect(sent(world) == [])
    #expect(world.transcript.contains("not sent: are they gone?: another channel is not open"))
    world.enter("/open general")
    world.enter("hello")
    #expect(sent(world) == ["general: hello"])
  }

  @Test("a command that cannot be counts as a line that failed; one that changes something does not")
  func impossible() {
    var world = world()
    world.enter("/invite a.b")
    world.enter("/topic Soup")
    #expect(world.client.shortfall == "1 line of the input failed")
  }

  @Test("a person is asked for nothing: the next line goes to the channel that is open")
  func attended() {
    var world = world(isAttended: true)
    world.isAnswering = false
    world.enter("/msg bob")
    world.enter("hello")
    #expect(sent(world) == ["incidents: hello"])
  }
}
